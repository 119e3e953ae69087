using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

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

    /// <summary>Scores states by the run's own history and settings, whatever its method makes of that; null where nobody asks.</summary>
    public StateScorer? Scorer { get; init; }

    /// <summary>States met, under the run's identity.</summary>
    public StateNumbers Met { get; } = new();

    /// <summary>States met, under the identity that going back goes by; none where both go by one identity.</summary>
    public StateNumbers NodesMet { get; } = new();

    /// <summary>Observation texts met: the measure of exploration that the paper reports.</summary>
    public StateNumbers Texts { get; } = new();

    /// <summary>Actions at states that the run has explored, where that is asked for over the whole run.</summary>
    public HashSet<StateKey> Explored { get; } = [];

    /// <summary>Notes that a node was met.</summary>
    public void Meet(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        int state = Met.Meet(node.State);
        int nodeState = NodeHistory == History ? state : NodesMet.Meet(node.NodeState);
        node.Numbers = new NodeNumbers(state, nodeState, Texts.Meet(StateKey.Of(node.Snapshot.Observation)));
    }

    /// <summary>Closes a trajectory: its tree and the history remember how it ended. A world's fault says nothing about states.</summary>
    public void Close(RolloutTree tree, Trajectory trajectory, double discount)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(trajectory);
        bool counts = trajectory.Ending is not Ending.Faulted;
        tree.Add(counts ? trajectory with { Clock = History.Clock } : trajectory);
        if (!counts)
            return;

        trajectory.Leaf.Close(trajectory.Succeeded, discount);
        Record(trajectory);
    }

    /// <summary>Saves what no other record of the run holds: how far it has come, and what was explored.</summary>
    public void Save(StateWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Begin("memory");
        to.Write(History.Clock);
        to.Write(Met.Count);
        to.Write(NodesMet.Count);
        to.Write(Texts.Count);
        to.Write(Sum);
        to.Write(Explored, key =>
        {
            to.Write(key.High);
            to.Write(key.Low);
        });
    }

    /// <summary>Puts back what was explored, and checks that everything else is back already.</summary>
    /// <exception cref="InvalidDataException">It is not: the records of the run do not fit what was saved.</exception>
    public void Load(StateReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        from.Expect("memory");
        (long clock, int met, int nodes, int texts) = (from.Long(), from.Count(), from.Count(), from.Count());
        if ((clock, met, nodes, texts) != (History.Clock, Met.Count, NodesMet.Count, Texts.Count))
        {
            throw new InvalidDataException(
                $"The records of the run hold {History.Clock - 1} trajectories, {Met.Count} states and {Texts.Count} texts, "
                + $"but it was saved after {clock - 1} trajectories, {met} states and {texts} texts. Use the checkpoint before.");
        }

        if (from.Bits() != Sum)
            throw new InvalidDataException("The records of the run hold as many trajectories, states and texts as when it was saved, but others. Use the checkpoint before.");

        Explored.UnionWith(from.List(() => new StateKey(from.Bits(), from.Bits())));
    }

    /// <summary>Remembers the trees of an unfinished iteration once more, after they were loaded.</summary>
    public void Remember(IReadOnlyList<RolloutTree> trees)
    {
        ArgumentNullException.ThrowIfNull(trees);
        foreach (TreeNode node in trees.SelectMany(tree => tree.All()))
        {
            Met.Restore(node.State, node.Numbers.State);
            Texts.Restore(StateKey.Of(node.Snapshot.Observation), node.Numbers.Text);
            if (NodeHistory != History)
                NodesMet.Restore(node.NodeState, node.Numbers.NodeState);
        }

        foreach (Trajectory trajectory in trees.SelectMany(tree => tree.Trajectories).Where(one => one.Clock > 0).OrderBy(one => one.Clock))
            Record(trajectory);
    }

    /// <summary>A checksum of everything that the records of the run put back.</summary>
    private ulong Sum => Met.Sum + (3 * NodesMet.Sum) + (5 * Texts.Sum) + (7 * History.Sum) + (NodeHistory == History ? 0 : 11 * NodeHistory.Sum);

    private void Record(Trajectory trajectory)
    {
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
