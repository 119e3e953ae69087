using ThreeSpo.Cli.Compare;
using ThreeSpo.Runs.Comparing;

namespace ThreeSpo.Tests.Cli;

public sealed class StudyCurvesTests
{
    [Fact]
    public void A_curve_goes_from_the_first_point_to_where_seeds_end_on_average_and_quick_ones_are_level_from_their_end()
    {
        // The quick seed ends at 10, the slow one at 30: the picture ends at 20, where the slow one is half way from 0.4 to 0.8.
        VariantSummary variant = new("a", [Run(1, [1, 10], [0.2, 0.6]), Run(2, [2, 10, 30], [0.2, 0.4, 0.8])], BudgetUnit.Actions, 0.6);

        SeedCurve curve = StudyCurves.Of([variant], new Dictionary<string, int> { ["a"] = 0 }, run => run.BySeconds, run => run.Clock[^1]).Single();

        Assert.Equal((1, 0.2), (curve.Points[0].X, curve.Points[0].Mean));
        Assert.Equal(20, curve.Points[^1].X, 12);
        Assert.Equal(0.6, curve.Points[^1].Mean, 12);
    }

    private static ComparedRun Run(long seed, double[] clock, double[] success) => new()
    {
        Part = "main",
        Variant = "a",
        Seed = seed,
        Folder = "f",
        State = "ended",
        Curve = [.. success.Select((height, i) => new[] { i, 0, height, height })],
        Clock = clock,
    };
}
