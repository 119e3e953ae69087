using System.Text.RegularExpressions;

namespace ThreeSpo.Tests.Cli;

/// <summary>The bundled language model, with as much room for a text as a test needs.</summary>
internal static class RoomyTiny
{
    /// <summary>Copies it into a folder.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="positions">The longest text that it takes. Unit: tokens.</param>
    public static void Write(TemporaryFolder folder, int positions)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "models", "tiny")))
            File.Copy(file, folder.File(Path.GetFileName(file)));

        string config = File.ReadAllText(folder.File("config.json"));
        File.WriteAllText(folder.File("config.json"), Regex.Replace(config, "(\"max_position_embeddings\": *)[0-9]+", $"${{1}}{positions}"));
    }
}
