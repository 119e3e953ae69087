using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class ReinforcePlusPlusAdvantageTests
{
    [Fact]
    public void Returns_of_all_tasks_are_discounted_and_whitened_together()
    {
        double[] returns = new double[3];
        double[] advantages = new double[3];
        ReinforcePlusPlusAdvantage.Of([0, 1, 0], [1, 1, 2], 0.5, [], returns, advantages);

        // Mean ½, variance (0 + ¼ + ¼) / 2 = ¼.
        Assert.Equal([0.5, 1, 0], returns);
        Assert.Equal(0, advantages[0], 12);
        Assert.Equal(0.5 / Math.Sqrt(0.25 + 1e-8), advantages[1], 12);
        Assert.Equal(-0.5 / Math.Sqrt(0.25 + 1e-8), advantages[2], 12);
    }

    [Fact]
    public void The_baseline_variant_takes_the_groups_mean_off_first()
    {
        // Centred: ½, −½ and ¼, −¼; variance 2·(¼ + 1/16) / 3.
        double[] advantages = Against([1, 0, 0.5, 0], [1, 1, 2, 2]);
        double scale = 1 / Math.Sqrt((0.625 / 3) + 1e-8);

        Assert.Equal(0.5 * scale, advantages[0], 12);
        Assert.Equal(-0.25 * scale, advantages[3], 12);
    }

    [Fact]
    public void Where_all_tasks_go_alike_the_baseline_variant_says_nothing() => Assert.Equal([0, 0, 0, 0], Against([1, 1, 0.3, 0.3], [1, 1, 2, 2]));

    [Fact]
    public void Without_rows_there_is_nothing() => Assert.Empty(Against([], []));

    private static double[] Against(double[] scores, int[] prompt)
    {
        double[] advantages = new double[scores.Length];
        ReinforcePlusPlusAdvantage.AgainstGroup(
            scores, prompt, [.. Enumerable.Range(0, scores.Length)], EpisodeWeighing.Trajectories, [], advantages);
        return advantages;
    }
}
