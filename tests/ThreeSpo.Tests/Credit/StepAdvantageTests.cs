using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class StepAdvantageTests
{
    [Fact]
    public void Each_row_is_compared_with_its_own_group()
    {
        double[] advantages = new double[5];
        StepAdvantage.Centre([1, 10, 3, 30, 5], [7, -2, 7, -2, 0], advantages);
        Assert.Equal([-1, -10, 1, 10, 0], advantages);
    }

    [Fact]
    public void Groups_are_standardised_apart()
    {
        double[] advantages = new double[6];
        StepAdvantage.Standardise([1, 2, 3, 100, 200, 300], [0, 0, 0, 1, 1, 1], advantages, epsilon: 0);
        Assert.Equal([-1, 0, 1, -1, 0, 1], advantages);
    }

    [Fact]
    public void Mixed_rows_get_what_their_group_gets_alone()
    {
        double[] rewards = [.. Enumerable.Range(0, 60).Select(i => Math.Cos(i * i))];
        int[] group = [.. Enumerable.Range(0, 60).Select(i => i * 7 % 11)];
        double[] advantages = new double[60];
        StepAdvantage.Standardise(rewards, group, advantages, epsilon: 1e-6, floor: 0.3);

        for (int label = 0; label < 11; label++)
        {
            double[] alone = [.. rewards.Where((_, row) => group[row] == label)];
            GroupAdvantage.Standardise(alone, alone, epsilon: 1e-6, floor: 0.3);
            Assert.Equal(alone, advantages.Where((_, row) => group[row] == label));
        }
    }

    [Fact]
    public void Labels_of_the_wrong_length_are_refused_with_both_lengths()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => StepAdvantage.Centre([1, 2], [0, 0, 0], new double[2]));
        Assert.Contains("2 rows and 3 group labels", error.Message, StringComparison.Ordinal);
    }
}
