using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Rollouts;

public sealed class LateBranchingTests
{
    private readonly HandTree _hand = new();
    private readonly StateHistory _history = new();

    private RolloutTree Tree => _hand.Tree;

    [Fact]
    public void The_first_episode_begins_at_the_root() => Assert.Same(_hand.Root, Branching().Next(Tree));

    [Fact]
    public void A_tree_without_any_sampled_action_has_nowhere_to_go_back_to()
    {
        LateBranching branching = Branching();
        branching.Next(Tree);

        Assert.Null(branching.Next(Tree));
    }

    [Fact]
    public void An_episode_goes_on_with_its_first_sample_whatever_it_earned()
    {
        LateBranching branching = Branching();
        branching.Next(Tree);

        Assert.Empty(branching.Follow(_hand.Try(_hand.Root, "a", "b"), [0, 9]));
        Assert.Equal("a", branching.Next(Tree)!.Snapshot.Observation);
    }

    [Fact]
    public void Only_the_followed_sample_closes_a_trajectory()
    {
        StepGroup first = _hand.Try(_hand.Root, ("a", "a", Ending.None), ("b", "b", Ending.Succeeded));
        StepGroup second = _hand.Try(first.Branches[0].Child, ("c", "c", Ending.Failed), ("d", "d", Ending.Succeeded));

        Assert.Empty(Branching().Follow(first, [0, 0]));
        Assert.Equal("c", Assert.Single(Branching().Follow(second, [0, 0])).Proposal.Action);
    }

    [Fact]
    public void It_goes_back_to_a_node_of_the_tree_that_did_not_end_and_to_that_very_moment()
    {
        _hand.Walk(_hand.Root, Ending.Failed, "a", "b", "c");
        Tree.Current = null;

        for (int i = 0; i < 100; i++)
        {
            TreeNode node = Branching().Next(Tree)!;
            Assert.Contains(node, Tree.Expanded);
            Assert.NotEqual("c", node.Snapshot.Observation);
        }
    }

    [Fact]
    public void A_node_is_drawn_in_proportion_to_how_undecided_its_state_is()
    {
        _hand.Walk(_hand.Root, Ending.Failed, "a", "b");
        Know("start", successes: 1, failures: 9); // 0.09
        Know("a", successes: 5, failures: 5);     // 0.25

        Assert.Equal(0.25 / 0.34, Share(Branching(), "a"), 0.02);
    }

    [Fact]
    public void A_state_that_always_or_never_succeeds_is_not_gone_back_to_while_another_is_undecided()
    {
        _hand.Walk(_hand.Root, Ending.Failed, "a", "b", "c");
        Know("start", successes: 9, failures: 0);
        Know("a", successes: 1, failures: 99);
        Know("b", successes: 0, failures: 9);

        Assert.Equal(1, Share(Branching(), "a"));
    }

    [Fact]
    public void The_draw_is_uniform_where_no_state_is_undecided()
    {
        _hand.Walk(_hand.Root, Ending.Failed, "a", "b", "c");
        Know("start", successes: 9, failures: 0);

        Assert.Equal(1.0 / 3, Share(Branching(), "a"), 0.02);
    }

    [Fact]
    public void The_draw_can_be_uniform_throughout()
    {
        _hand.Walk(_hand.Root, Ending.Failed, "a", "b", "c");
        Know("a", successes: 5, failures: 5);

        Assert.Equal(1.0 / 3, Share(Branching(byScore: false), "a"), 0.02);
    }

    [Fact]
    public void Every_return_of_a_tree_draws_anew()
    {
        _hand.Walk(_hand.Root, Ending.Failed, "a", "b", "c");
        Tree.Current = null;
        LateBranching branching = Branching();

        Assert.True(Enumerable.Range(0, 50).Select(_ => branching.Next(Tree)).Distinct().Count() > 1);
        Assert.Equal(50, Tree.Returns);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(4, 0, 0)]
    [InlineData(4, 4, 0)]
    [InlineData(4, 2, 0.25)]
    [InlineData(10, 1, 0.09)]
    public void A_state_is_undecided_by_the_variance_of_its_outcome(double visits, double successes, double expected) =>
        Assert.Equal(expected, LateBranching.Undecided(new StateCounts(visits, successes)), 12);

    private LateBranching Branching(bool byScore = true) => new(_history, byScore);

    private void Know(string place, int successes, int failures)
    {
        for (int i = 0; i < successes + failures; i++)
            _history.Record([StateKey.Of(place)], i < successes);
    }

    private double Share(LateBranching branching, string place)
    {
        const int Draws = 5000;
        Tree.Current = null;
        return Enumerable.Range(0, Draws).Count(_ => branching.Next(Tree)!.Snapshot.Observation == place) / (double)Draws;
    }
}
