using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class DiscountedReturnsTests
{
    [Fact]
    public void Later_rewards_count_less()
    {
        // 4, 2 + 4/2, 0 + 4/2, 8 + 2/2 from the end.
        double[] returns = [8, 0, 2, 4];
        DiscountedReturns.Of(returns, 0.5, returns);
        Assert.Equal([9, 2, 4, 4], returns);
    }

    [Theory]
    [InlineData(0, new double[] { 1, 2, 3 })]
    [InlineData(1, new double[] { 6, 5, 3 })]
    public void Without_discount_all_counts_and_without_foresight_only_now(double gamma, double[] expected)
    {
        double[] returns = new double[3];
        DiscountedReturns.Of([1, 2, 3], gamma, returns);
        Assert.Equal(expected, returns);
    }

    [Fact]
    public void Mixed_trajectories_do_not_see_each_other()
    {
        double[] returns = new double[5];
        DiscountedReturns.Of([1, 100, 2, 200, 3], [5, 9, 5, 9, 5], 1, returns);
        Assert.Equal([6, 300, 5, 200, 3], returns);
    }

    [Fact]
    public void One_trajectory_gives_the_same_either_way()
    {
        for (double gamma = 0; gamma <= 1; gamma += 0.05)
        {
            double[] rewards = [.. Enumerable.Range(0, 20).Select(i => Math.Cos(i))];
            double[] alone = new double[20];
            double[] labelled = new double[20];
            DiscountedReturns.Of(rewards, gamma, alone);
            DiscountedReturns.Of(rewards, new int[20], gamma, labelled);
            Assert.Equal(alone, labelled);
        }
    }

    [Fact]
    public void A_destination_of_the_wrong_length_is_refused_with_both_lengths()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => DiscountedReturns.Of([1, 2], 1, new double[1]));
        Assert.Contains("2 rows and 1 returns", error.Message, StringComparison.Ordinal);
    }
}
