using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ThreeSpo.Tests.Golden;

/// <summary>Finds the recordings of other people's programs: the folder THREESPO_GOLDEN, or ../shared/golden beside the repository.</summary>
internal static class GoldenFolder
{
    private const string Variable = "THREESPO_GOLDEN";

    /// <summary>The repository's root: the nearest folder above this file that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The golden folder, whether it exists or not.</summary>
    public static string Golden { get; } = FindGolden(Environment.GetEnvironmentVariable(Variable), Root);

    /// <summary>The data folder, whether it exists or not.</summary>
    public static string Data { get; } = Path.GetFullPath("../shared/data", Root);

    /// <summary>The full path of a golden file. Skips the running test where the file is absent.</summary>
    public static string FileOrSkip(string name)
    {
        string path = Path.GetFullPath(name, Golden);
        if (!File.Exists(path))
            Assert.Skip($"No golden file at '{path}'. Put the recordings there, or name their folder in {Variable}.");

        return path;
    }

    /// <summary>Every case of algorithm/{name}.json. Skips the running test where the file is absent, fails where it holds no case.</summary>
    public static IReadOnlyList<GoldenCase> Cases(string name)
    {
        string path = FileOrSkip($"algorithm/{name}.json");
        IReadOnlyList<GoldenCase> cases = Parse(name, File.ReadAllText(path));
        Assert.True(cases.Count > 0, $"'{path}' holds no case. Restore the recording: {{\"cases\": [{{\"in\": …, \"out\": …}}]}}.");
        return cases;
    }

    /// <summary>The cases of a recording's text.</summary>
    internal static IReadOnlyList<GoldenCase> Parse(string name, string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        if (!document.RootElement.TryGetProperty("cases", out JsonElement cases))
            return [];

        return [.. cases.EnumerateArray().Select((one, index) => new GoldenCase($"{name}[{index}]", one.Clone()))];
    }

    /// <summary>Resolves the variable's value: against the root, or else against the current folder, whichever exists.</summary>
    internal static string FindGolden(string? value, string root)
    {
        if (string.IsNullOrWhiteSpace(value))
            return Path.GetFullPath("../shared/golden", root);

        string besideRoot = Path.GetFullPath(value, root);
        return Directory.Exists(besideRoot) ? besideRoot : Path.GetFullPath(value);
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        string? folder = Path.GetDirectoryName(here);
        while (folder is not null && !File.Exists(Path.Combine(folder, "ThreeSpo.slnx")))
            folder = Path.GetDirectoryName(folder);

        return folder ?? throw new DirectoryNotFoundException(
            $"No ThreeSpo.slnx in any folder above '{here}'. Build and run the tests from one checkout.");
    }
}
