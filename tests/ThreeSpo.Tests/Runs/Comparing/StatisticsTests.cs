using ThreeSpo.Randomness;
using ThreeSpo.Runs.Comparing;

namespace ThreeSpo.Tests.Runs.Comparing;

public sealed class StatisticsTests
{
    [Fact]
    public void A_spread_is_the_mean_and_the_deviation_over_one_less_than_there_are()
    {
        Assert.Equal(new Spread(4, 2, 3), Spread.Of([2, 4, 6]));
        Assert.Equal(new Spread(5, 0, 1), Spread.Of([5]));
        Assert.True(double.IsNaN(Spread.Of([]).Mean));
    }

    [Fact]
    public void Runs_that_never_reach_it_count_with_the_whole_horizon()
    {
        // Reached after 10 and 30, one never within 100: (10 + 30 + 100) / 3.
        TimeToReach[] times = [new(10, true), new(30, true), new(100, false)];

        Assert.Equal(140.0 / 3, TimeToReach.RestrictedMean(times, 100), 12);
        Assert.Equal(30, TimeToReach.Median(times));
    }

    [Fact]
    public void A_run_that_was_looked_at_for_less_long_is_at_risk_only_so_long()
    {
        // S falls to 3/4 at 10; the censored one leaves at 20; of two at risk one reaches it at 40: S = 3/8; at 60: 0.
        TimeToReach[] times = [new(10, true), new(20, false), new(40, true), new(60, true)];

        Assert.Equal(10 + (30 * 0.75) + (20 * 0.375), TimeToReach.RestrictedMean(times, 100), 12);
        Assert.Equal(40, TimeToReach.Median(times));
    }

    [Fact]
    public void What_is_censored_at_the_moment_another_reaches_it_is_at_risk_there()
    {
        TimeToReach[] times = [new(10, true), new(10, false)];

        Assert.Equal(10 + (90 * 0.5), TimeToReach.RestrictedMean(times, 100), 12);
    }

    [Fact]
    public void Where_no_run_reaches_it_the_mean_is_the_horizon_and_there_is_no_median()
    {
        TimeToReach[] times = [new(100, false), new(100, false)];

        Assert.Equal(100, TimeToReach.RestrictedMean(times, 100));
        Assert.Null(TimeToReach.Median(times));
    }

    [Fact]
    public void Holm_multiplies_the_smallest_by_all_the_next_by_one_less_and_never_falls() =>
        // 4·0.01; 3·0.015 = 0.045; 2·0.02 = 0.04, held at 0.045; 1·0.5.
        Assert.Equal([0.045, 0.04, 0.5, 0.045], Holm.Adjust([0.015, 0.01, 0.5, 0.02]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void Holm_never_passes_one() => Assert.Equal([1.0, 1.0], Holm.Adjust([0.6, 0.9]));

    [Fact]
    public void Equal_results_are_no_difference_and_surely_none()
    {
        double[][] same = [[0, 1, 1], [1, 0, 1]];

        Assert.Equal(new Difference(0, 0, 0, 1), HierarchicalBootstrap.Paired(same, same, 200));
    }

    [Fact]
    public void A_constant_difference_has_no_width_and_the_smallest_p()
    {
        double[][] one = [[1, 1], [1, 1]];
        double[][] other = [[0, 0], [0, 0]];

        Assert.Equal(new Difference(1, 1, 1, 2.0 / 201), HierarchicalBootstrap.Paired(one, other, 200));
        Assert.Equal(new Difference(-1, -1, -1, 2.0 / 201), HierarchicalBootstrap.Unpaired(other, one, 200));
    }

    [Fact]
    public void The_same_results_are_resampled_the_same()
    {
        double[][] one = Study(3, 5, 20, 0.1);
        double[][] other = Study(4, 5, 20, 0);

        Assert.Equal(HierarchicalBootstrap.Paired(one, other, 300), HierarchicalBootstrap.Paired(one, other, 300));
    }

    [Fact]
    public void Results_that_do_not_match_are_not_paired() =>
        Assert.Throws<ArgumentException>(() => HierarchicalBootstrap.Paired([[1, 1]], [[1]], 10));

    /// <summary>200 made-up studies of two methods 0.1 apart, whose seeds and tasks vary: how often does the interval hold the 0.1?</summary>
    [Theory]
    [InlineData(5, 0.85)]
    [InlineData(15, 0.9)]
    public void The_interval_holds_the_true_difference_about_as_often_as_it_says(int seeds, double least)
    {
        const int studies = 200;
        int held = 0;
        for (int study = 0; study < studies; study++)
        {
            Difference found = HierarchicalBootstrap.Unpaired(Study(2 * study, seeds, 30, 0.1), Study((2 * study) + 1, seeds, 30, 0), 300);
            held += found.Low <= 0.1 && found.High >= 0.1 ? 1 : 0;
        }

        Assert.InRange((double)held / studies, least, 0.99);
    }

    /// <summary>Solved or not, by a rate that varies from seed to seed.</summary>
    private static double[][] Study(int number, int seeds, int tasks, double better) => [.. Enumerable.Range(0, seeds).Select(seed =>
    {
        var draw = new Draw(77, number, seed, 0);
        double rate = 0.4 + better + (0.3 * (draw.Uniform(0) - 0.5));
        return Enumerable.Range(1, tasks).Select(task => draw.Uniform(task) < rate ? 1.0 : 0.0).ToArray();
    })];
}
