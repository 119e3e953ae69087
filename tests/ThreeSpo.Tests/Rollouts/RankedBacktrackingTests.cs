using ThreeSpo.Environments;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Rollouts;

public sealed class RankedBacktrackingTests
{
    private readonly HandTree _hand = new();

    private RolloutTree Tree => _hand.Tree;

    [Fact]
    public void A_tree_begins_at_its_root_and_ends_when_nothing_waits()
    {
        RankedBacktracking search = Search();

        Assert.Same(_hand.Root, search.Next(Tree));
        Assert.Null(search.Next(Tree));
    }

    [Fact]
    public void The_child_with_the_largest_reward_is_followed()
    {
        RankedBacktracking search = Search();
        search.Follow(_hand.Try(_hand.Root, "a", "b", "c"), [1, 3, 2]);

        Assert.Equal("b", Name(search.Next(Tree)));
    }

    [Fact]
    public void Among_equal_rewards_the_child_sampled_first_is_followed()
    {
        RankedBacktracking search = Search();
        search.Follow(_hand.Try(_hand.Root, "a", "b", "c"), [1, 2, 2]);

        Assert.Equal("b", Name(search.Next(Tree)));
    }

    [Fact]
    public void Siblings_come_back_best_first()
    {
        RankedBacktracking search = Search();
        search.Follow(_hand.Try(_hand.Root, "a", "b", "c", "d"), [1, 4, 2, 3]);

        Assert.Equal(["b", "d", "c", "a"], Order(search));
    }

    [Fact]
    public void Equal_siblings_come_back_in_sampling_order()
    {
        RankedBacktracking search = Search();
        search.Follow(_hand.Try(_hand.Root, "a", "b", "c", "d"), [5, 1, 1, 1]);

        Assert.Equal(["a", "b", "c", "d"], Order(search));
    }

    [Fact]
    public void Siblings_of_the_deepest_node_come_back_before_those_above_them()
    {
        RankedBacktracking search = Search();
        search.Follow(_hand.Try(_hand.Root, "a", "b"), [2, 1]);
        search.Follow(_hand.Try(search.Next(Tree)!, "aa", "ab"), [1, 0]);

        Assert.Equal(["aa", "ab", "b"], Order(search));
    }

    [Fact]
    public void The_first_sampled_child_can_be_followed_whatever_it_earned()
    {
        RankedBacktracking search = Search(FollowRule.FirstSampled);
        search.Follow(_hand.Try(_hand.Root, "a", "b", "c"), [0, 1, 2]);

        Assert.Equal(["a", "c", "b"], Order(search));
    }

    [Fact]
    public void A_child_that_ended_is_neither_followed_nor_kept_but_ends_a_path()
    {
        RankedBacktracking search = Search();
        StepGroup group = _hand.Try(_hand.Root, ("a", "a", Ending.Succeeded), ("b", "b", Ending.None), ("c", "c", Ending.Truncated));

        Assert.Equal(["a", "c"], search.Follow(group, [9, 1, 8]).Select(end => end.Proposal.Action));
        Assert.Equal(["b"], Order(search));
    }

    [Fact]
    public void An_action_sampled_twice_is_followed_once()
    {
        RankedBacktracking search = Search();
        search.Follow(_hand.Try(_hand.Root, ("a", "x", Ending.None), ("a", "x", Ending.None), ("b", "y", Ending.None)), [2, 2, 1]);

        Assert.Equal(["x", "y"], Order(search));
    }

    [Fact]
    public void An_ending_sampled_twice_closes_one_path()
    {
        StepGroup group = _hand.Try(_hand.Root, ("a", "x", Ending.Failed), ("a", "x", Ending.Failed));

        Assert.Single(Search().Follow(group, [0, 0]));
    }

    [Theory]
    [InlineData(ExploredScope.Node, true)]
    [InlineData(ExploredScope.Tree, false)]
    [InlineData(ExploredScope.Run, false)]
    public void An_action_may_be_tried_again_at_an_equal_state_of_the_tree_only_where_each_node_counts_alone(ExploredScope scope, bool again)
    {
        RankedBacktracking search = Search(scope: scope);
        search.Follow(_hand.Try(_hand.Root, ("stay", "start", Ending.None)), [0]);
        TreeNode sameState = search.Next(Tree)!;
        search.Follow(_hand.Try(sameState, ("stay", "start", Ending.None)), [0]);

        Assert.Equal(again, search.Next(Tree) is not null);
    }

    [Theory]
    [InlineData(ExploredScope.Node, true)]
    [InlineData(ExploredScope.Tree, true)]
    [InlineData(ExploredScope.Run, false)]
    public void An_action_may_be_tried_again_in_another_tree_unless_the_whole_run_counts(ExploredScope scope, bool again)
    {
        RankedBacktracking search = Search(scope: scope);
        search.Follow(_hand.Try(_hand.Root, "a"), [0]);
        var other = new HandTree(number: 1);
        other.Tree.Current = null;
        search.Follow(other.Try(other.Root, "a"), [0]);

        Assert.Equal(again, search.Next(other.Tree) is not null);
    }

    [Fact]
    public void An_action_explored_before_is_dropped_at_its_node_when_it_is_expanded_again()
    {
        RankedBacktracking search = Search(scope: ExploredScope.Node);
        search.Follow(_hand.Try(_hand.Root, "a"), [0]);
        search.Next(Tree);
        search.Follow(_hand.Try(_hand.Root, "a", "b"), [9, 0]);

        Assert.Equal(["b"], Order(search));
    }

    [Fact]
    public void A_branch_on_which_the_world_failed_ends_its_path_and_ranks_last()
    {
        RankedBacktracking search = Search();
        StepGroup group = _hand.Try(_hand.Root, ("a", "a", Ending.Faulted), ("b", "b", Ending.None));

        Assert.Equal(Ending.Faulted, Assert.Single(search.Follow(group, [double.NegativeInfinity, 0])).Ending);
        Assert.Equal(["b"], Order(search));
    }

    private static RankedBacktracking Search(FollowRule follow = FollowRule.Best, ExploredScope scope = ExploredScope.Tree) =>
        new(follow, FrontierOrder.Deepest, scope, _ => 0, []);

    private static string? Name(TreeNode? node) => node?.Snapshot.Observation;

    /// <summary>Every node that the search comes to from here, without going deeper.</summary>
    private List<string> Order(RankedBacktracking search)
    {
        List<string> names = [];
        while (search.Next(Tree) is { } node)
            names.Add(node.Snapshot.Observation);

        return names;
    }
}
