using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Training;

/// <summary>What a run remembers beyond its trees.</summary>
/// <param name="history">Counts of the states that scores and credit go by.</param>
/// <param name="nodeHistory">Counts of the states that going back goes by; the same object where both go by one identity.</param>
public sealed class RunMemory(StateHistory history, StateHistory nodeHistory)
{
    private StateKey[] _path = new StateKey[64];

    /// <summary>Counts of the states that scores and credit go by.</summary>
    public StateHistory History { get; } = history;

    /// <summary>Counts of the states that going back goes by.</summary>
    public StateHistory NodeHistory { get; } = nodeHistory;

    /// <summary>States met, under the run's identity.</summary>
    public HashSet<StateKey> Met { get; } = [];

    /// <summary>Observation texts met: the measure of exploration that the paper reports.</summary>
    public HashSet<StateKey> Texts { get; } = [];

    /// <summary>Notes that a tree begins at a node: its state and its text are met before any action is taken.</summary>
    public void Meet(TreeNode root)
    {
        ArgumentNullException.ThrowIfNull(root);
        Met.Add(root.State);
        Texts.Add(StateKey.Of(root.Snapshot.Observation));
    }

    /// <summary>Closes a trajectory: its tree and the history remember how it ended. A world's fault says nothing about states.</summary>
    public void Close(RolloutTree tree, Trajectory trajectory, double discount)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(trajectory);
        tree.Add(trajectory);
        if (trajectory.Ending is Ending.Faulted)
            return;

        trajectory.Leaf.Close(trajectory.Succeeded, discount);
        Record(History, trajectory, node => node.State);
        if (NodeHistory != History)
            Record(NodeHistory, trajectory, node => node.NodeState);
    }

    private void Record(StateHistory counts, Trajectory trajectory, Func<TreeNode, StateKey> key)
    {
        int length = 0;
        foreach (TreeNode node in trajectory.Leaf.Upwards())
        {
            if (length == _path.Length)
                Array.Resize(ref _path, 2 * length);

            _path[length++] = key(node);
        }

        counts.Record(_path.AsSpan(0, length), trajectory.Succeeded);
    }
}
