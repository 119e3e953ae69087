using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Rollouts;

public sealed class StateArchiveTests
{
    private readonly StateHistory _history = new();
    private readonly StateArchive _archive;

    public StateArchiveTests() => _archive = new StateArchive(_history);

    [Fact]
    public void Nothing_can_be_drawn_before_anything_is_kept() => Assert.Null(_archive.Draw(default));

    [Fact]
    public void A_tree_leaves_one_state_per_trajectory()
    {
        _archive.Keep(Tree(trajectories: 3));

        Assert.Equal(3, _archive.Count);
    }

    [Fact]
    public void A_tree_that_sampled_nothing_leaves_nothing()
    {
        _archive.Keep(new HandTree().Tree);

        Assert.Equal(0, _archive.Count);
    }

    [Fact]
    public void An_archived_state_begins_a_tree_at_its_own_depth_and_moment()
    {
        Know("b");
        RolloutTree tree = Tree(trajectories: 1);
        _archive.Keep(tree);
        ArchivedState state = _archive.Draw(default)!;

        Assert.Equal(tree.Task, state.Task);
        Assert.Same(tree.Expanded[2].Snapshot, state.Snapshot);
        Assert.Equal(tree.Expanded[2].Upwards().Select(node => node.Action).OfType<string>().Reverse(), state.Actions);
        Assert.Equal(2, state.Actions.Count);
    }

    [Fact]
    public void Undecided_states_are_drawn_where_there_are_any()
    {
        _archive.Keep(Tree(trajectories: 40));
        Know("a");

        Assert.All(Enumerable.Range(0, 50), number =>
            Assert.Equal("a", _archive.Draw(new Draw(1, number, 0, 0))!.Snapshot!.Observation));
    }

    [Fact]
    public void The_oldest_state_makes_room_in_a_full_archive()
    {
        _archive.Keep(Tree(trajectories: 1, place: "oldest"));
        for (int i = 0; i < StateArchive.Capacity / 64; i++)
            _archive.Keep(Tree(trajectories: 64));

        Assert.Equal(StateArchive.Capacity, _archive.Count);
        Know("oldest");
        Assert.NotEqual("oldest", _archive.Draw(default)!.Snapshot!.Observation);
    }

    /// <summary>A tree of one long episode, closed a number of times.</summary>
    private static RolloutTree Tree(int trajectories, string place = "start")
    {
        var hand = new HandTree(place);
        TreeNode leaf = place == "start"
            ? hand.Walk(hand.Root, Ending.Failed, "a", "b", "c")
            : hand.Walk(hand.Root, Ending.Failed, "end");
        for (int i = 1; i < trajectories; i++)
            hand.Close(leaf, Ending.Failed);

        return hand.Tree;
    }

    private void Know(string place)
    {
        _history.Record([StateKey.Of(place)], true);
        _history.Record([StateKey.Of(place)], false);
    }
}
