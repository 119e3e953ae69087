using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class HgpoAdvantageTests
{
    private static readonly string[] Anchors = ["a", "x", "b", "x", "a", "x"];
    private static readonly int[] Episodes = [1, 1, 2, 2, 3, 3];
    private static readonly double[] Scores = [1, 1, 0, 0, 0, 0];
    private static readonly double[] Returns = [0.5, 1, 0, 0, 0, 0];
    private static readonly HgpoSettings Steps = new() { WithEpisodes = false, History = 1, Alpha = 1 };

    [Fact]
    public void A_step_is_compared_in_each_of_its_groups_and_longer_histories_weigh_more()
    {
        // "x": mean ⅓ of 1, 0, 0. "a then x": mean ½ of 1, 0. Weights 2 and 3. From "a": mean ¼, no history.
        double[] advantages = Of(Steps);

        Assert.Equal(0.25, advantages[0], 12);
        Assert.Equal(((2 * (2.0 / 3)) + (3 * 0.5)) / 5, advantages[1], 12);
        Assert.Equal(0, advantages[2]);
        Assert.Equal(-1.0 / 3, advantages[3], 12);
        Assert.Equal(((2 * (-1.0 / 3)) - (3 * 0.5)) / 5, advantages[5], 12);
    }

    [Fact]
    public void Without_alpha_all_groups_weigh_alike() => Assert.Equal(((2.0 / 3) + 0.5) / 2, Of(Steps with { Alpha = 0 })[1], 12);

    [Fact]
    public void The_whole_task_can_be_the_outermost_group()
    {
        // Episodes 1, 0, 0: ⅔ for the first, at weight 1.
        double[] advantages = Of(Steps with { WithEpisodes = true, Weighing = EpisodeWeighing.Trajectories });

        Assert.Equal(((2.0 / 3) + (2 * 0.25)) / 3, advantages[0], 12);
        Assert.Equal(-1.0 / 3, advantages[2], 12);
    }

    [Fact]
    public void Deviations_of_steps_are_the_biased_ones()
    {
        // "a": ½ and 0, deviation ¼.
        double[] advantages = Of(Steps with { History = 0, Norm = AdvantageNorm.MeanStd });

        Assert.Equal(0.25 / (0.25 + 1e-6), advantages[0], 12);
    }

    [Fact]
    public void An_advantage_of_zero_is_left_out_of_the_mean()
    {
        // "x" of 1, 1, 0, 0: in the group of "a then x", both 1, the first says nothing, and what "x" says counts whole.
        double[] advantages = new double[8];
        HgpoAdvantage.Of(
            new double[8], [0, 1, 0, 1, 0, 0, 0, 0], ["a", "x", "a", "x", "b", "x", "b", "x"], new int[8], [1, 1, 2, 2, 3, 3, 4, 4], advantages, Steps);

        Assert.Equal([0, 0.5, 0, 0.5, 0, -0.5, 0, -0.5], advantages);
    }

    [Fact]
    public void A_step_that_shares_its_state_with_no_other_gets_nothing()
    {
        double[] advantages = new double[2];
        HgpoAdvantage.Of([1, 1], [0.5, 1], ["a", "b"], [1, 1], [1, 1], advantages, Steps);

        Assert.Equal([0, 0], advantages);
    }

    [Fact]
    public void Without_steps_there_is_nothing()
    {
        double[] advantages = [];
        HgpoAdvantage.Of([], [], [], [], [], advantages, Steps);

        Assert.Empty(advantages);
    }

    private static double[] Of(HgpoSettings settings)
    {
        double[] advantages = new double[Returns.Length];
        HgpoAdvantage.Of(Scores, Returns, Anchors, new int[Returns.Length], Episodes, advantages, settings);
        return advantages;
    }
}
