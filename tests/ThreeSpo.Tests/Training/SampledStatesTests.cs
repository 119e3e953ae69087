using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Rollouts;
using ThreeSpo.Runs.Reading;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Tests.Runs;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Training;

public sealed class SampledStatesTests
{
    private static readonly CreditSettings Halving = new() { Clock = ScoreClock.Constant, Lambda = Math.Log(2) };

    [Fact]
    public void The_mean_score_is_over_the_nodes_that_were_sampled_at()
    {
        var history = new StateHistory();
        var memory = new RunMemory(history, history);
        RolloutTree tree = Tree(memory);

        SampledStates sampled = SampledStates.Of([tree], 0, new StateScorer(history, Halving));

        // Two trajectories closed: both through the start, one of them won; the hall was passed by the winner alone.
        double start = Math.Pow(2, -1 / (2 + 1e-6));
        double hall = Math.Pow(2, -1 / (1 + 1e-6));
        Assert.Equal((start + hall) / 2, sampled.MeanScore!.Value, 12);
    }

    [Fact]
    public void A_state_is_wide_where_two_actions_were_sampled_at_it_in_whatever_tree()
    {
        var history = new StateHistory();
        var memory = new RunMemory(history, history);
        RolloutTree[] twice = [Tree(memory), Tree(memory)];

        Assert.Equal((2, 1), Counts(SampledStates.Of(twice[..1], 0, null)));
        Assert.Equal((2, 2), Counts(SampledStates.Of(twice, 0, null)));
    }

    [Fact]
    public void Nothing_sampled_has_no_score() => Assert.Null(SampledStates.Of([], 0, new StateScorer(new StateHistory(), Halving)).MeanScore);

    [Theory]
    [InlineData("branch")]
    [InlineData("grpo")]
    [InlineData("gigpo")]
    public async Task Every_method_records_it_and_a_run_that_was_left_records_the_same(string preset)
    {
        using var whole = new SmallRun("world=corridor", $"preset={preset}", "actions=600", "trees=4", "treeTrajectories=3");
        using var left = new SmallRun("world=corridor", $"preset={preset}", "actions=600", "trees=4", "treeTrajectories=3");
        await whole.ToEndAsync(_ => false);
        await left.ToEndAsync(point => point % 20 == 7);

        IReadOnlyList<(double, long, long)> figures = Figures(whole);
        Assert.NotEmpty(figures);
        Assert.All(figures, one => Assert.True(one is { Item1: > 0 and <= 1, Item2: > 0 } && one.Item3 <= one.Item2));
        Assert.Equal(figures, Figures(left));
        Assert.True(left.Pauses > 0);
    }

    private static IReadOnlyList<(double, long, long)> Figures(SmallRun run)
    {
        using var reader = RunReader.Open(run.Folder);
        return reader.All("SELECT mean_score, sampled_states, wide_states FROM iteration ORDER BY number", row => (row.Real(0), row.Whole(1), row.Whole(2)));
    }

    private static (long, long) Counts(SampledStates sampled) => (sampled.States, sampled.Wide);

    /// <summary>Two actions at the start, one of them lost; one in the hall, won.</summary>
    private static RolloutTree Tree(RunMemory memory)
    {
        var hand = new HandTree { Memory = memory };
        memory.Meet(hand.Root);
        StepGroup first = hand.Try(hand.Root, ("left", "dead end", Ending.Failed), ("right", "hall", Ending.None));
        StepGroup second = hand.Try(first.Branches[1].Child, ("in", "goal", Ending.Succeeded));
        foreach (TreeNode node in hand.Tree.All().Skip(1))
            memory.Meet(node);

        hand.Close(first.Branches[0].Child, Ending.Failed);
        hand.Close(second.Branches[0].Child, Ending.Succeeded);
        return hand.Tree;
    }
}
