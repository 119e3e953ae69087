using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class GigpoAdvantageTests
{
    // Two episodes of one task, two steps each; both start in one state and part there.
    private static readonly double[] Scores = [1, 1, 0, 0];
    private static readonly double[] Returns = [0.5, 1, 0, 0];
    private static readonly int[] Prompt = [0, 0, 0, 0];
    private static readonly int[] Trajectory = [0, 0, 1, 1];
    private static readonly int[] StepGroup = [0, 1, 0, 2];

    [Theory]
    [InlineData(0, new[] { 0.5, 0.5, -0.5, -0.5 })]
    [InlineData(1, new[] { 0.75, 0.5, -0.75, -0.5 })]
    [InlineData(2, new[] { 1, 0.5, -1, -0.5 })]
    public void Steps_that_share_a_state_add_to_their_episodes_advantage(double weight, double[] expected)
    {
        double[] advantages = new double[4];
        GigpoAdvantage.Of(Scores, Returns, Prompt, Trajectory, StepGroup, advantages, new GigpoSettings { StepWeight = weight });
        Assert.Equal(expected, advantages);
    }

    [Fact]
    public void Both_parts_are_divided_by_their_own_standard_deviation()
    {
        double[] advantages = new double[4];
        GigpoSettings settings = new() { Norm = AdvantageNorm.MeanStd, Weighing = EpisodeWeighing.Trajectories, Epsilon = 0 };
        GigpoAdvantage.Of(Scores, Returns, Prompt, Trajectory, StepGroup, advantages, settings);

        // Of two values each lies half their distance from the mean, √½ standard deviations.
        Assert.Equal(2 * Math.Sqrt(0.5), advantages[0], 12);
        Assert.Equal(Math.Sqrt(0.5), advantages[1], 12);
    }

    [Fact]
    public void The_result_may_overwrite_either_input()
    {
        double[] apart = new double[4];
        GigpoAdvantage.Of(Scores, Returns, Prompt, Trajectory, StepGroup, apart, new GigpoSettings());

        double[] overScores = [.. Scores];
        GigpoAdvantage.Of(overScores, Returns, Prompt, Trajectory, StepGroup, overScores, new GigpoSettings());
        double[] overReturns = [.. Returns];
        GigpoAdvantage.Of(Scores, overReturns, Prompt, Trajectory, StepGroup, overReturns, new GigpoSettings());

        Assert.Equal(apart, overScores);
        Assert.Equal(apart, overReturns);
    }

    [Fact]
    public void Returns_of_the_wrong_length_are_refused_with_both_lengths()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => GigpoAdvantage.Of(Scores, [1], Prompt, Trajectory, StepGroup, new double[4], new GigpoSettings()));
        Assert.Contains("4 rows and 1 step returns", error.Message, StringComparison.Ordinal);
    }
}
