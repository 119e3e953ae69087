using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class EpisodeAdvantageTests
{
    // One prompt: a trajectory of three steps that scored 1, and one of a single step that scored 0.
    private static readonly double[] Scores = [1, 1, 1, 0];
    private static readonly int[] Prompt = [4, 4, 4, 4];
    private static readonly int[] Trajectory = [0, 0, 0, 1];

    [Theory]
    [InlineData(EpisodeWeighing.Steps, 0.25, -0.75)]
    [InlineData(EpisodeWeighing.Trajectories, 0.5, -0.5)]
    public void A_long_trajectory_weighs_more_only_where_steps_count(EpisodeWeighing weighing, double winner, double loser)
    {
        double[] advantages = new double[4];
        EpisodeAdvantage.Centre(Scores, Prompt, Trajectory, weighing, advantages);
        Assert.Equal([winner, winner, winner, loser], advantages);
    }

    [Fact]
    public void Scores_are_divided_by_the_standard_deviation_of_what_was_counted()
    {
        double[] advantages = new double[4];
        EpisodeAdvantage.Standardise(Scores, Prompt, Trajectory, EpisodeWeighing.Trajectories, advantages, epsilon: 0);
        Assert.Equal(Math.Sqrt(0.5), advantages[0], 12);

        EpisodeAdvantage.Standardise(Scores, Prompt, Trajectory, EpisodeWeighing.Steps, advantages, epsilon: 0);
        Assert.Equal(0.5, advantages[0], 12);
    }

    [Fact]
    public void A_prompt_with_one_score_keeps_it()
    {
        double[] advantages = new double[3];
        EpisodeAdvantage.Centre([3, 3, 3], [0, 0, 1], [0, 0, 0], EpisodeWeighing.Trajectories, advantages);
        Assert.Equal([3, 3, 3], advantages);

        EpisodeAdvantage.Standardise([3, 3, 3], [0, 0, 1], [0, 0, 0], EpisodeWeighing.Steps, advantages, epsilon: 0);
        Assert.Equal([0, 0, 3], advantages);
    }

    [Fact]
    public void Equal_trajectory_labels_of_two_prompts_are_two_trajectories()
    {
        double[] advantages = new double[4];
        EpisodeAdvantage.Centre([1, 0, 5, 1], [0, 0, 1, 1], [0, 1, 0, 1], EpisodeWeighing.Trajectories, advantages);
        Assert.Equal([0.5, -0.5, 2, -2], advantages);
    }

    [Fact]
    public void Labels_of_the_wrong_length_are_refused_with_both_lengths()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => EpisodeAdvantage.Centre(Scores, Prompt, [0, 1], EpisodeWeighing.Steps, new double[4]));
        Assert.Contains("4 rows and 2 trajectory labels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Advantages_of_a_prompt_sum_to_zero_over_what_was_counted()
    {
        for (int prompts = 1; prompts <= 5; prompts++)
        {
            double[] scores = [.. Enumerable.Range(0, prompts * 6).Select(i => Math.Sin(1 + i))];
            int[] prompt = [.. Enumerable.Range(0, scores.Length).Select(i => i % prompts)];
            int[] trajectory = [.. Enumerable.Range(0, scores.Length)];
            double[] advantages = new double[scores.Length];
            EpisodeAdvantage.Standardise(scores, prompt, trajectory, EpisodeWeighing.Trajectories, advantages, epsilon: 1e-6);

            foreach (int label in prompt.Distinct())
                Assert.Equal(0, advantages.Where((_, row) => prompt[row] == label).Sum(), 10);
        }
    }
}
