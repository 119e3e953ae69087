using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld;

/// <summary>Finds the recordings of the original environment, and other people's games, where they are at hand.</summary>
internal static class AlfworldGolden
{
    /// <summary>One recorded step.</summary>
    public sealed record Recorded(
        [property: JsonPropertyName("game")] string Game,
        [property: JsonPropertyName("episode")] string Episode,
        [property: JsonPropertyName("step")] int Step,
        [property: JsonPropertyName("action")] string? Action,
        [property: JsonPropertyName("observation")] string Observation,
        [property: JsonPropertyName("admissible_commands")] string[] AdmissibleCommands,
        [property: JsonPropertyName("reward")] double Reward,
        [property: JsonPropertyName("done")] bool Done,
        [property: JsonPropertyName("won")] bool Won);

    /// <summary>A file of recordings; skips the test where it is absent.</summary>
    public static string Recording(string name) => GoldenFolder.FileOrSkip($"alfworld/{name}");

    /// <summary>A file or folder of games that the project does not contain; skips the test where it is absent.</summary>
    public static string Games(string name) => Present(Path.Combine(GoldenFolder.Data, "alfworld", name));

    public static IEnumerable<Recorded> Steps()
    {
        using FileStream file = File.OpenRead(Recording("transcripts.jsonl.gz"));
        using GZipStream unpacked = new(file, CompressionMode.Decompress);
        using StreamReader reader = new(unpacked);
        while (reader.ReadLine() is { } line)
            yield return JsonSerializer.Deserialize<Recorded>(line)!;
    }

    /// <summary>Every game of the recordings, by its folder inside the archive.</summary>
    public static Dictionary<string, AlfworldGame> RecordedGames()
    {
        using ZipArchive archive = ZipFile.OpenRead(Recording("games.zip"));
        Dictionary<string, AlfworldGame> games = [];

        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.Name == "game.tw-pddl"))
        {
            using Stream stream = entry.Open();
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            string folder = entry.FullName[..^"/game.tw-pddl".Length];
            games.Add(folder, new AlfworldGame(TwPddlReader.Read(bytes.ToArray(), folder, folder, onlySolvable: false)!));
        }

        return games;
    }

    /// <summary>Writes one recorded game's file.</summary>
    public static void Extract(string game, string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(Recording("games.zip"));
        archive.GetEntry($"{game}/game.tw-pddl")!.ExtractToFile(path);
    }

    private static string Present(string path)
    {
        if (!Path.Exists(path))
            Assert.Skip($"'{path}' is not at hand.");
        return path;
    }
}
