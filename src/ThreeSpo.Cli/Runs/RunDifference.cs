using System.Globalization;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Cli.Runs;

/// <summary>What two runs have in common, and what not.</summary>
/// <param name="One">The one.</param>
/// <param name="Other">The other.</param>
/// <param name="Settings">Settings that differ.</param>
/// <param name="Comparison">How far they did the same.</param>
internal sealed record RunDifference(
    RunDifference.Side One, RunDifference.Side Other, IReadOnlyList<(string Key, string? One, string? Other)> Settings, RecordComparison Comparison)
{
    /// <summary>Sampled actions that areas are taken over: as far as both runs go, so that they can be compared.</summary>
    public long AreaTo => Math.Min(One.Summary.AreaTo, Other.Summary.AreaTo);

    /// <summary>How far the records are equal, as a sentence.</summary>
    public string Records => Comparison switch
    {
        { Equal: true } => "The records are equal, byte for byte.",
        { FirstDifference: { } first } => string.Create(CultureInfo.InvariantCulture, $"The records differ: the first iteration that sampled something else is {first}, counted from 0."),
        { Common: 0 } => "There is nothing to compare yet: one of the runs has finished no iteration.",
        _ when One.Results.Iterations != Other.Results.Iterations => string.Create(CultureInfo.InvariantCulture, $"The {Comparison.Common} iterations that both have sampled the same; one of the runs has more."),
        _ => "All iterations sampled the same; other records differ, such as evaluations, or what is recorded and kept.",
    };

    /// <summary>Compares the runs in two folders.</summary>
    public static RunDifference Of(string one, string other)
    {
        using var left = RunReader.Open(one);
        using var right = RunReader.Open(other);
        return new RunDifference(SideOf(left), SideOf(right), ChosenSetting.Differences(left, right), RecordComparison.Of(left, right));
    }

    public object Report() => new
    {
        settings = Settings.Select(setting => new { key = setting.Key, one = setting.One, other = setting.Other }),
        one = ReportOf(One),
        other = ReportOf(Other),
        equal = Comparison.Equal,
        commonIterations = Comparison.Common,
        firstDifference = Comparison.FirstDifference,
    };

    private object ReportOf(Side side) => new { folder = side.Summary.Folder, state = side.Summary.Condition.Word(), results = RunReport.Of(side.Results, AreaTo) };

    private static Side SideOf(RunReader run)
    {
        var summary = RunSummary.Of(run.Folder);
        return new Side(summary, RunResults.Of(run));
    }

    /// <summary>One of the two.</summary>
    internal sealed record Side(RunSummary Summary, RunResults Results);
}
