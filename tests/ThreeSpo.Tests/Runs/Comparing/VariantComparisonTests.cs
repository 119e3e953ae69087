using ThreeSpo.Runs.Comparing;

namespace ThreeSpo.Tests.Runs.Comparing;

public sealed class VariantComparisonTests
{
    [Fact]
    public void Success_and_area_are_those_at_exactly_the_budget()
    {
        // 0.2 at 0, 0.4 at 100, then past the budget of 150 at 200 with 0.8: 0.6 at the budget.
        VariantSummary one = Summary("a", Run(1, 150, [0, 0.2], [100, 0.4], [200, 0.8]));

        Assert.Equal(0.6, one.Success.Mean, 12);
        Assert.Equal(((100 * 0.3) + (50 * 0.5)) / 150, one.Area.Mean, 12);
        Assert.Equal(new TimeToReach(150, true), one.To.Single());
    }

    [Fact]
    public void A_threshold_that_is_reached_beyond_the_budget_is_not_reached()
    {
        VariantSummary one = Summary("a", Run(1, 140, [0, 0.2], [100, 0.4], [200, 0.8]));

        Assert.Equal(new TimeToReach(140, false), one.To.Single());
        Assert.False(one.SecondsTo.Single().Reached);
        Assert.Null(TimeToReach.Median(one.SecondsTo));
    }

    [Fact]
    public void Runs_that_failed_are_listed_and_not_counted_and_those_that_stalled_are_level()
    {
        ComparedRun ended = Run(1, 100, [0, 0.2], [100, 0.4]);
        ComparedRun stalled = Run(2, 100, [0, 0.2], [20, 0.6]) with { State = "stopped" };
        ComparedRun failed = Run(3, 100, [0, 0.2]) with { State = "failed", Reason = "no world" };
        VariantSummary one = Summary("a", ended, stalled, failed);

        Assert.Equal((3, 2, 1), (one.Runs.Count, one.Counted.Count, one.Stopped));
        Assert.Equal(0.5, one.Success.Mean, 12);
    }

    [Fact]
    public void Tasks_at_the_budget_lie_between_the_evaluations_around_it()
    {
        var tasks = new TasksAtBudget("010", "011", 0.25, [0.5, 1, 0], [1, 1, 1]);

        Assert.Equal([0, 1, 0.25], tasks.Success);
        Assert.Equal([0.625, 1, 0.25], tasks.Score);
        Assert.Equal(tasks.Success, (tasks with { ScoresBefore = null }).Score);
    }

    [Fact]
    public void Nothing_is_significant_before_five_seeds()
    {
        Assert.Equal("too few seeds to say", Compare(4).Verdict);
        Assert.Equal("significant", Compare(5).Verdict);
        Assert.True(Compare(5).Paired);
    }

    [Fact]
    public void A_baseline_that_never_gets_there_counts_with_its_budget()
    {
        VariantComparison one = Compare(5);

        // The variant crosses 0.6 after 50 of 100 actions in every seed; the baseline never.
        Assert.Equal(2, one.Sooner, 12);
        Assert.Equal(1, one.TextsRatio, 12);
        Assert.Equal(1, one.Success.Mean, 12);
    }

    [Fact]
    public void What_has_other_seeds_is_compared_unpaired()
    {
        VariantSummary baseline = Summary("b", Run(1, 100, [0, 0.2], [100, 0.2]));
        VariantSummary other = Summary("a", Run(2, 100, [0, 0.2], [100, 1]));

        Assert.False(VariantComparison.Against(baseline, [baseline, other]).Single().Paired);
    }

    private static VariantComparison Compare(int seeds)
    {
        VariantSummary baseline = Summary("b", [.. Enumerable.Range(1, seeds).Select(seed => Run(seed, 100, [0, 0.2], [100, 0]))]);
        VariantSummary better = Summary("a", [.. Enumerable.Range(1, seeds).Select(seed => Run(seed, 100, [0, 0.2], [100, 1]))]);
        return VariantComparison.Against(baseline, [baseline, better]).Single();
    }

    private static VariantSummary Summary(string name, params ComparedRun[] runs) => new(name, runs, BudgetUnit.Actions, 0.6);

    /// <summary>A run of ten tasks, as many of them solved at the end as its last success says.</summary>
    private static ComparedRun Run(int seed, double budget, params double[][] curve)
    {
        string solved = new string('1', (int)(10 * curve[^1][1])).PadRight(10, '0');
        return new ComparedRun
        {
            Part = "main",
            Variant = "a",
            Seed = seed,
            Folder = $"a-{seed}",
            State = "ended",
            Budget = budget,
            Actions = budget,
            Texts = 7,
            PanelHash = "p",
            Curve = [.. curve.Select(point => new[] { point[0], 0, point[1], point[1] })],
            Clock = [.. curve.Select(point => point[0] / 10)],
            Tasks = new TasksAtBudget(solved, solved, 1, null, null),
        };
    }
}
