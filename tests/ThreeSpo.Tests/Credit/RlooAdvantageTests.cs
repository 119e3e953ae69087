using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class RlooAdvantageTests
{
    [Fact]
    public void An_episode_is_measured_against_the_mean_of_the_others()
    {
        // Against (0 + 0.5) / 2, (1 + 0.5) / 2 and (1 + 0) / 2.
        double[] advantages = Of([1, 0, 0.5], [7, 7, 7], [1, 2, 3]);

        Assert.Equal(0.75, advantages[0], 12);
        Assert.Equal(-0.75, advantages[1], 12);
        Assert.Equal(0, advantages[2], 12);
    }

    [Fact]
    public void Every_task_is_a_group_of_its_own() => Assert.Equal([1, -1, 0, 0], Of([1, 0, 1, 1], [1, 1, 2, 2], [1, 2, 3, 4]));

    [Fact]
    public void A_long_episode_counts_once_or_once_for_each_of_its_steps()
    {
        // Rows of three steps and of one: the mean of the other rows is ⅔ where every row counts, 0 where the episode does.
        Assert.Equal([1, 1, 1, -1], Of([1, 1, 1, 0], [1, 1, 1, 1], [1, 1, 1, 2]));
        double[] byStep = Of([1, 1, 1, 0], [1, 1, 1, 1], [1, 1, 1, 2], EpisodeWeighing.Steps);

        Assert.Equal(1.0 / 3, byStep[0], 12);
        Assert.Equal(-1, byStep[3], 12);
    }

    [Fact]
    public void An_episode_alone_keeps_its_return() => Assert.Equal([0.7], Of([0.7], [1], [1]));

    [Fact]
    public void Equal_returns_have_no_advantage_to_the_last_bit() => Assert.Equal([0, 0, 0], Of([0.1, 0.1, 0.1], [1, 1, 1], [1, 2, 3]));

    [Fact]
    public void Without_rows_there_is_nothing() => Assert.Empty(Of([], [], []));

    [Fact]
    public void Rows_of_unequal_number_are_refused() =>
        Assert.Contains("2 rows and 1", Assert.Throws<ArgumentException>(() => Of([1, 0], [1], [1, 2])).Message, StringComparison.Ordinal);

    private static double[] Of(double[] scores, int[] prompt, int[] trajectory, EpisodeWeighing weighing = EpisodeWeighing.Trajectories)
    {
        double[] advantages = new double[scores.Length];
        RlooAdvantage.Of(scores, prompt, trajectory, weighing, advantages);
        return advantages;
    }
}
