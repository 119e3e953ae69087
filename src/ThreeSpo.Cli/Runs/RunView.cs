using ThreeSpo.Runs;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Cli.Runs;

/// <summary>Everything that is shown of one run.</summary>
internal sealed record RunView(
    RunSummary Summary, IReadOnlyList<(string Key, string Value)> Facts, IReadOnlyList<ChosenSetting> Settings, RunResults Results,
    IReadOnlyList<(string Name, object? Value)> Last, IReadOnlyList<CheckpointSummary> Checkpoints, IReadOnlyList<HardState> Hardest,
    IReadOnlyList<TableSize> Tables)
{
    /// <summary>Looks at a run.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="states">How many of its hardest states.</param>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static RunView Of(string folder, int states)
    {
        if (File.Exists(Path.Combine(folder, RunDatabase.FileName)) && !RunFolder.IsRun(folder))
            throw new InvalidDataException($"'{folder}' has a {RunDatabase.FileName}, but no {RunFolder.SettingsFile}. Give the folder of a run that 3spo train made.");

        using var run = RunReader.Open(folder);
        run.Check();
        (RunCondition condition, string? stopped) = RunConditions.Of(folder);
        var results = RunResults.Of(run);
        var summary = new RunSummary(folder, condition, stopped, run.Fact("preset"), run.Fact("world"), "", results, RunSummary.SizeOf(folder));
        return new RunView(
            summary, run.All("SELECT key, coalesce(value, '') FROM run ORDER BY key", row => (row.Text(0), row.Text(1))), ChosenSetting.Of(run), results,
            FigureRows.Last(run), CheckpointSummary.Of(folder), HardState.Of(run, states), TableSize.Of(run));
    }
}
