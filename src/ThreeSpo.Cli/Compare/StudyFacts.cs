using System.Text.Json;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Runs;
using ThreeSpo.Worlds;

namespace ThreeSpo.Cli.Compare;

/// <summary>What a study was begun with: what it goes on with must be the same. The file study.json.</summary>
internal sealed record StudyFacts
{
    /// <summary>Its name in the study's folder.</summary>
    public const string FileName = "study.json";

    private const int MostBytes = 1 << 24;

    /// <summary>Where the recipe was read.</summary>
    public string Recipe { get; init; } = "";

    /// <summary>Words of the command line that began it, or last changed it.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The program and its version.</summary>
    public string Program { get; init; } = "";

    /// <summary>The hash of its assemblies.</summary>
    public string Binary { get; init; } = "";

    /// <summary>Panels and starts, by part.</summary>
    public IReadOnlyDictionary<string, PartFacts> Parts { get; init; } = new Dictionary<string, PartFacts>();

    /// <summary>What was overruled with --force.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why runs failed, by their folder.</summary>
    public IReadOnlyDictionary<string, string> Failed { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads the facts of a study; null where it was not begun.</summary>
    /// <exception cref="UserMistakeException">They are damaged.</exception>
    public static StudyFacts? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;

        try
        {
            return JsonSerializer.Deserialize<StudyFacts>(Outside.OutsideFile.ReadText(path, MostBytes, "study"), Json.Page);
        }
        catch (JsonException)
        {
            throw new UserMistakeException($"{path}: not what a study was begun with. Remove it to begin the study anew; runs that have ended stay.");
        }
    }

    /// <summary>Writes them: whole, or not at all.</summary>
    public void Write(string folder) =>
        DurableFiles.Write(Path.Combine(folder, FileName), stream => stream.Write(JsonSerializer.SerializeToUtf8Bytes(this, Json.Page)));

    /// <summary>How what is here now differs from what the study was begun with, a sentence each.</summary>
    public IEnumerable<string> Differences(StudyFacts now)
    {
        if (Binary != now.Binary)
            yield return $"was begun by {Program} with the binary {Binary}, and this is {now.Program} with {now.Binary}";

        foreach ((string name, PartFacts part) in Parts)
        {
            if (now.Parts.TryGetValue(name, out PartFacts? its) && its != part)
                yield return $"has the part {name} on the panel {part.PanelHash}, trained on {part.TrainHash}, from the start {part.Start}; now they are {its.PanelHash}, {its.TrainHash} and {its.Start}";
        }
    }
}

/// <summary>What all runs of a part share.</summary>
/// <param name="Panel">The name of what success is measured on.</param>
/// <param name="PanelHash">Its hash.</param>
/// <param name="Tasks">Its tasks.</param>
/// <param name="TrainHash">The hash of what is trained on.</param>
/// <param name="Start">The hash of the policy that runs start from.</param>
internal sealed record PartFacts(string Panel, string PanelHash, int Tasks, string TrainHash, string Start)
{
    /// <summary>Finds them out.</summary>
    public static PartFacts Of(SettingsSource source, Playground playground) =>
        new(playground.Unseen.Name, playground.Unseen.Hash, playground.Unseen.Tasks.Count, playground.Train.Hash, StartOf(source, playground));

    /// <summary>A language model is its files; a light policy, which may be made on the spot, is what it saves.</summary>
    private static string StartOf(SettingsSource source, Playground playground)
    {
        if (PolicySource.LanguageFolder(source.Run.Policy, playground.Name) is { } folder)
            return ProgramHash.Of(Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".safetensors" or ".json"));

        string place = Directory.CreateTempSubdirectory("3spo-start-").FullName;
        try
        {
            using IPolicy policy = PolicySource.Open(source, playground);
            policy.Save(place);
            return ProgramHash.Of(Directory.EnumerateFiles(place));
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }
}
