using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class GeneralizedAdvantageTests
{
    [Fact]
    public void A_step_earns_what_was_not_foreseen_and_part_of_what_follows_does_so_too()
    {
        // δ = ½·0.8 − 0.2 = 0.2 and 1 − 0.8 = 0.2; A = 0.2 + ½·½·0.2 and 0.2.
        (double[] advantages, double[] returns) = Of([0, 1], [0.2, 0.8], [1, 1], gamma: 0.5, lambda: 0.5);

        Assert.Equal(0.25, advantages[0], 12);
        Assert.Equal(0.2, advantages[1], 12);
        Assert.Equal(0.45, returns[0], 12);
        Assert.Equal(1, returns[1], 12);
    }

    [Fact]
    public void Without_lambda_only_the_next_state_is_looked_at()
    {
        (double[] advantages, _) = Of([0, 0, 1], [0.1, 0.4, 0.6], [1, 1, 1], gamma: 1, lambda: 0);

        Assert.Equal(0.3, advantages[0], 12);
        Assert.Equal(0.2, advantages[1], 12);
        Assert.Equal(0.4, advantages[2], 12);
    }

    [Fact]
    public void With_all_of_lambda_the_returns_are_the_discounted_ones_whatever_was_foreseen()
    {
        double[] rewards = [0, 0.5, 0, 1];
        double[] expected = new double[4];
        DiscountedReturns.Of(rewards, 0.9, expected);
        (_, double[] returns) = Of(rewards, [3, -1, 0.2, 0.7], [1, 1, 1, 1], gamma: 0.9, lambda: 1);

        for (int step = 0; step < 4; step++)
            Assert.Equal(expected[step], returns[step], 12);
    }

    [Fact]
    public void Episodes_whose_steps_lie_mixed_are_told_apart()
    {
        (double[] mixed, _) = Of([0, 0, 1, 0], [0.1, 0.2, 0.3, 0.4], [1, 2, 1, 2], gamma: 0.9, lambda: 0.8);
        (double[] first, _) = Of([0, 1], [0.1, 0.3], [1, 1], gamma: 0.9, lambda: 0.8);

        Assert.Equal(first, new[] { mixed[0], mixed[2] });
    }

    [Fact]
    public void Nothing_is_foreseen_beyond_the_last_step() => Assert.Equal([-0.4], Of([0], [0.4], [1], gamma: 1, lambda: 1).Advantages);

    [Fact]
    public void Without_steps_there_is_nothing() => Assert.Empty(Of([], [], [], 1, 1).Advantages);

    [Fact]
    public void Rows_of_unequal_number_are_refused() => Assert.Throws<ArgumentException>(() => Of([1, 0], [1], [1, 1], 1, 1));

    private static (double[] Advantages, double[] Returns) Of(double[] rewards, double[] values, int[] trajectory, double gamma, double lambda)
    {
        double[] advantages = new double[rewards.Length];
        double[] returns = new double[rewards.Length];
        GeneralizedAdvantage.Of(rewards, values, trajectory, gamma, lambda, advantages, returns);
        return (advantages, returns);
    }
}
