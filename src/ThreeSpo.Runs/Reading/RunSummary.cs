namespace ThreeSpo.Runs.Reading;

/// <summary>A run in a line of a list.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Condition">What it is doing, or how it was left.</param>
/// <param name="Problem">What is wrong with a damaged one, or why one stopped early; null for others.</param>
/// <param name="Preset">The preset that its settings started from.</param>
/// <param name="World">Where the policy acts.</param>
/// <param name="Policy">"light" or "model"; empty where that is not known.</param>
/// <param name="Results">How far it has come; null where its records cannot be read.</param>
/// <param name="Bytes">Size of its folder on disk.</param>
public sealed record RunSummary(
    string Folder, RunCondition Condition, string? Problem, string Preset, string World, string Policy, RunResults? Results, long Bytes)
{
    /// <summary>The last part of its folder's path.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>Sampled actions that its area is taken over: its budget where it has come to its end, else what it has sampled so far.</summary>
    public long AreaTo => Results is null ? 0
        : Condition is RunCondition.Ended or RunCondition.Stopped ? Results.Budget : Math.Min(Results.Actions, Results.Budget);

    /// <summary>The runs in a folder, by name; what is no run is left out.</summary>
    public static IReadOnlyList<RunSummary> In(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Where(RunFolder.IsRun).Order(StringComparer.Ordinal).Select(Of)];

    /// <summary>One run. Whatever is wrong with it becomes part of the summary.</summary>
    public static RunSummary Of(string folder)
    {
        long bytes = SizeOf(folder);
        try
        {
            using var run = RunReader.Open(folder);
            (RunCondition condition, string? problem) = RunConditions.Of(folder);
            return new RunSummary(folder, condition, problem, run.Fact("preset"), run.Fact("world"), Kind(run.Fact("policy")), RunResults.Of(run), bytes);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new RunSummary(folder, RunCondition.Damaged, fault.Message, "", "", "", null, bytes);
        }
    }

    /// <summary>Size of everything in a folder. Files that go while they are counted are not counted.</summary>
    public static long SizeOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true })
                .Sum(file => file.Exists ? file.Length : 0);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>The kind of a policy, told from how it is described.</summary>
    private static string Kind(string description) =>
        description.StartsWith("light", StringComparison.Ordinal) ? "light" : description.StartsWith("language", StringComparison.Ordinal) ? "model" : "";
}
