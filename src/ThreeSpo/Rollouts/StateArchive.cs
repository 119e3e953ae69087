using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Randomness;

namespace ThreeSpo.Rollouts;

/// <summary>States of earlier trees that new trees may start from (specification, choice 3.14). Bounded: the oldest makes room.</summary>
/// <param name="history">Success rates of states.</param>
/// <param name="keys">Makes the keys of restored roots.</param>
public sealed class StateArchive(StateHistory history, StateKeys keys)
{
    /// <summary>Most states kept.</summary>
    public const int Capacity = 4096;

    private readonly List<(TaskInstance Task, Snapshot Snapshot, int Depth, StateKey State)> _kept = [];
    private int _next;

    /// <summary>How many states are kept.</summary>
    public int Count => _kept.Count;

    /// <summary>Keeps one node per trajectory of a finished tree, the undecided ones sooner.</summary>
    public void Keep(RolloutTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        for (int i = 0; i < tree.Trajectories.Count && tree.Expanded.Count > 0; i++)
        {
            double draw = tree.DrawsOfReturn(i).Uniform(Use.Archive + 1);
            TreeNode node = Weighted.Pick(tree.Expanded, one => LateBranching.Undecided(history[one.NodeState]), draw);
            (TaskInstance, Snapshot, int, StateKey) entry = (tree.Task, node.Snapshot, node.Depth, node.NodeState);
            if (_kept.Count < Capacity)
                _kept.Add(entry);
            else
                _kept[_next++ % Capacity] = entry;
        }
    }

    /// <summary>Draws an archived state to start from; null while nothing is kept.</summary>
    /// <param name="draw">The new tree's draws.</param>
    public (TaskInstance Task, TreeNode Root)? Draw(Draw draw)
    {
        if (_kept.Count == 0)
            return null;

        (TaskInstance Task, Snapshot Snapshot, int Depth, StateKey State) entry = Weighted.Pick(_kept, one => LateBranching.Undecided(history[one.State]), draw.Uniform(Use.Archive + 2));
        return (entry.Task, new TreeNode(entry.Snapshot, null, entry.Depth, 0, keys));
    }
}
