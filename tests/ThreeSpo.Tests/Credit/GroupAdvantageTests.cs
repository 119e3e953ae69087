using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class GroupAdvantageTests
{
    [Fact]
    public void Rewards_are_centred_in_place()
    {
        double[] advantages = [1, 0, 0.5];
        GroupAdvantage.Centre(advantages, advantages);
        Assert.Equal([0.5, -0.5, 0], advantages);
    }

    [Fact]
    public void Rewards_are_measured_in_unbiased_standard_deviations()
    {
        // Mean 2, std √((1 + 0 + 1) / 2) = 1.
        double[] advantages = new double[3];
        GroupAdvantage.Standardise([1, 2, 3], advantages, epsilon: 0);
        Assert.Equal([-1, 0, 1], advantages);
    }

    [Fact]
    public void A_floor_keeps_small_differences_small()
    {
        double[] advantages = new double[3];
        GroupAdvantage.Standardise([0.01, 0.02, 0.03], advantages, epsilon: 0, floor: 0.05);
        Assert.Equal(-0.2, advantages[0], 12);
        Assert.Equal(0.2, advantages[2], 12);
    }

    [Fact]
    public void A_group_of_one_gets_nothing()
    {
        double[] advantages = [7];
        GroupAdvantage.Centre([3], advantages);
        Assert.Equal([0], advantages);

        advantages = [7];
        GroupAdvantage.Standardise([3], advantages, epsilon: 1e-6);
        Assert.Equal([0], advantages);
    }

    [Fact]
    public void Equal_rewards_get_exactly_nothing()
    {
        double[] rewards = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
        double[] advantages = new double[7];

        GroupAdvantage.Centre(rewards, advantages);
        Assert.All(advantages, advantage => Assert.Equal(0, advantage));

        GroupAdvantage.Standardise(rewards, advantages, epsilon: 0);
        Assert.All(advantages, advantage => Assert.Equal(0, advantage));
    }

    [Fact]
    public void An_empty_group_is_left_alone() => GroupAdvantage.Standardise([], [], epsilon: 1e-6);

    [Fact]
    public void A_destination_of_the_wrong_length_is_refused_with_both_lengths()
    {
        Assert.Contains("2 and 3", Assert.Throws<ArgumentException>(() => GroupAdvantage.Centre([1, 2], new double[3])).Message, StringComparison.Ordinal);
        Assert.Contains("2 and 1", Assert.Throws<ArgumentException>(() => GroupAdvantage.Standardise([1, 2], new double[1], 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Advantages_sum_to_zero_and_keep_the_order_of_rewards()
    {
        for (int size = 2; size <= 16; size++)
        {
            double[] rewards = [.. Enumerable.Range(0, size).Select(i => Math.Sin(i * size))];
            double[] advantages = new double[size];
            GroupAdvantage.Standardise(rewards, advantages, epsilon: 1e-6);

            Assert.Equal(0, advantages.Sum(), 10);
            Assert.Equal(Order(rewards), Order(advantages));
        }

        static int[] Order(double[] values) => [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
    }
}
