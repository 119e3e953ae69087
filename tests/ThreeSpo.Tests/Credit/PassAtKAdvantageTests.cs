using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class PassAtKAdvantageTests
{
    [Fact]
    public void Only_the_best_of_a_group_gets_anything() =>
        Assert.Equal([0, 0.25, 0, 0, 0.5], Of([0.5, 0.75, 0.25, 0, 0.5], [1, 1, 1, 2, 2]));

    [Fact]
    public void The_groups_deviation_can_divide()
    {
        // ½ and 0: deviation ½/√½·½.
        double[] advantages = Of([0.5, 0], [1, 1], epsilon: 1e-6);

        Assert.Equal(0.5 / (Math.Sqrt(0.125) + 1e-6), advantages[0], 12);
        Assert.Equal(0, advantages[1]);
    }

    [Fact]
    public void Where_two_share_the_first_place_nobody_gets_anything() => Assert.Equal([0, 0, 0], Of([1, 1, 0], [1, 1, 1], epsilon: 1e-6));

    [Fact]
    public void A_group_of_one_has_nothing_to_compare() => Assert.Equal([0], Of([1], [1], epsilon: 1e-6));

    [Fact]
    public void Without_episodes_there_is_nothing() => Assert.Empty(Of([], []));

    private static double[] Of(double[] scores, int[] prompt, double? epsilon = null)
    {
        double[] advantages = [.. scores.Select(_ => double.NaN)];
        PassAtKAdvantage.Of(scores, prompt, epsilon, advantages);
        return advantages;
    }
}
