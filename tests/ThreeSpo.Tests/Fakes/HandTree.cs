using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Training;

namespace ThreeSpo.Tests.Fakes;

/// <summary>A rollout tree grown by hand, one group at a time. A state is its text; the state for going back is its progress.</summary>
internal sealed class HandTree
{
    private static readonly StateKeys Keys = new(StateIdentity.Text, StateIdentity.Progress);

    public HandTree(string root = "start", int trajectories = 100, int actions = 1000, int number = 0)
    {
        var node = new TreeNode(new Place(root), null, 0, 0, Keys);
        Tree = new RolloutTree(new TaskInstance("task", "fake"), node, new Draw(1, 0, number, 0), new TreeBudget(trajectories, actions));
    }

    public RolloutTree Tree { get; }

    public TreeNode Root => Tree.Root;

    /// <summary>Remembers what is closed in this tree.</summary>
    public RunMemory Memory { get; init; } = new(new StateHistory(), new StateHistory());

    /// <summary>Actions that are not valid.</summary>
    public HashSet<string> Invalid { get; init; } = [];

    /// <summary>Tries actions from a node. "go north" is written as the place it leads to: the action and the place have one name.</summary>
    public StepGroup Try(TreeNode from, params string[] to) => Try(from, [.. to.Select(place => (place, place, Ending.None))]);

    public StepGroup Try(TreeNode from, params (string Action, string To, Ending Ending)[] tries) =>
        TryPlaces(from, [.. tries.Select(one => (one.Action, new Place(one.To), one.Ending))]);

    public StepGroup TryPlaces(TreeNode from, params (string Action, Place To, Ending Ending)[] tries)
    {
        Branch[] branches = [.. tries.Select(one =>
            new Branch(
                new Said(one.Action), Tree.Grow(one.To, from, one.Action, Keys), one.Ending, 0, !Invalid.Contains(one.Action),
                Score: one.Ending is Ending.Failed ? 0 : 1))];
        Tree.Add(from, branches);
        return new StepGroup(Tree, from, branches);
    }

    /// <summary>Goes from node to node without branching; the last step ends the episode.</summary>
    public TreeNode Walk(TreeNode from, Ending ending, params string[] places)
    {
        for (int i = 0; i < places.Length; i++)
            from = Try(from, (places[i], places[i], i == places.Length - 1 ? ending : Ending.None)).Branches[0].Child;

        Close(from, ending);
        return from;
    }

    public void Close(TreeNode leaf, Ending ending, double discount = 0.5) =>
        Memory.Close(Tree, new Trajectory(leaf, ending), discount);
}
