using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class RemaxAdvantageTests
{
    [Fact]
    public void An_episode_is_measured_against_the_greedy_one_of_its_task()
    {
        double[] advantages = new double[3];
        RemaxAdvantage.Of([1, 0, 0.25], [0.5, 0.5, 0.25], advantages);

        Assert.Equal([0.5, -0.5, 0], advantages);
    }

    [Fact]
    public void Rows_of_unequal_number_are_refused() => Assert.Throws<ArgumentException>(() => RemaxAdvantage.Of([1, 0], [1], new double[2]));
}
