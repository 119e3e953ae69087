namespace ThreeSpo.Tests.Cli;

/// <summary>Studies of seconds in the corridor, in a folder of their own.</summary>
internal sealed class SmallStudies : IDisposable
{
    /// <summary>Two methods, two seeds, 900 actions.</summary>
    public const string Recipe = """
        { "title": "Mini <b>", "settings": { "world": "corridor", "actions": 900, "evalEvery": 300, "trees": 2, "treeTrajectories": 4 },
          "variants": [{ "name": "grpo", "settings": { "preset": "grpo" } }, { "name": "steps", "settings": { "preset": "steps" } }],
          "seeds": 2, "baseline": "grpo" }
        """;

    private readonly TemporaryFolder _folder = new(TemporaryFolder.Memory);

    /// <summary>A place in the folder.</summary>
    public string Place(string name) => _folder.File(name);

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs a recipe as a study of a name, which must end well.</summary>
    /// <returns>The study's folder.</returns>
    public async Task<string> StudyAsync(string name, string recipe, params string[] words)
    {
        File.WriteAllText(Place($"{name}.json"), recipe);
        Program3spo.Outcome outcome = await CompareAsync(name, words);
        Assert.True(outcome.Code == 0, outcome.Errors + outcome.Output);
        return Place(name);
    }

    /// <summary>Runs the recipe that is written under a name.</summary>
    public Task<Program3spo.Outcome> CompareAsync(string name, params string[] words) =>
        Program3spo.RunAsync(null, ["compare", Place($"{name}.json"), $"out={Place(name)}", .. words]);

    /// <summary>A file of a study.</summary>
    public static string Text(string study, string file) => File.ReadAllText(Path.Combine(study, file));

    /// <summary>All files of a study, by name.</summary>
    public static Dictionary<string, string> Files(string study) =>
        Directory.EnumerateFiles(study).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
}
