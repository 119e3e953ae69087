using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using ThreeSpo.History;
using ThreeSpo.Rollouts;
using ThreeSpo.Training;

namespace ThreeSpo.Runs;

/// <summary>Writes the rows of finished iterations: figures, trees, nodes, trajectories, and what was met for the first time.</summary>
internal sealed class IterationRows : IDisposable
{
    private readonly RecordSettings _settings;
    private readonly bool _nodeStates;
    private readonly Statement _iteration;
    private readonly Statement _tree;
    private readonly Statement _node;
    private readonly Statement _trajectory;
    private readonly Statement _forget;
    private readonly NewRows _texts;
    private readonly NewRows _states;
    private readonly NewRows _nodes;

    /// <summary>Prepares the statements.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="settings">What is written.</param>
    /// <param name="nodeStates">Whether going back goes by states of its own.</param>
    public IterationRows(SqliteConnection connection, RecordSettings settings, bool nodeStates)
    {
        _settings = settings;
        _nodeStates = nodeStates;
        _iteration = Insert(connection, "iteration", 32);
        _tree = Insert(connection, "tree", 8);
        _node = Insert(connection, "node", 21);
        _trajectory = Insert(connection, "trajectory", 10);
        _forget = new Statement(connection, "DELETE FROM node WHERE iteration <= ?");
        _texts = new NewRows(connection, "text");
        _states = new NewRows(connection, "state");
        _nodes = new NewRows(connection, "node_state");
    }

    /// <summary>States that trajectories passed since this was last emptied, with their numbers.</summary>
    public Dictionary<int, StateKey> Touched { get; } = [];

    /// <summary>As <see cref="Touched"/>, of the states that going back goes by.</summary>
    public Dictionary<int, StateKey> NodesTouched { get; } = [];

    /// <summary>Writes an iteration.</summary>
    /// <param name="progress">What happened.</param>
    /// <param name="seconds">Since the run began.</param>
    public void Write(RunProgress progress, double seconds)
    {
        int number = progress.Iteration - 1;
        WriteFigures(number, progress, seconds);
        bool recorded = _settings.RecordTrees > 0 && number % _settings.RecordTrees == 0;
        foreach (RolloutTree tree in progress.Trees)
        {
            WriteTree(number, tree, recorded);
            foreach (Trajectory trajectory in tree.Trajectories.Where(one => one.Clock > 0))
                WriteTrajectory(number, tree, trajectory);
        }

        foreach (NewRows rows in new[] { _texts, _states, _nodes })
            rows.EndIteration();

        if (_settings.KeepTrees > 0 && number >= _settings.KeepTrees)
            _forget.With(number - _settings.KeepTrees).Run();
    }

    public void Dispose()
    {
        foreach (IDisposable statement in new IDisposable[] { _iteration, _tree, _node, _trajectory, _forget, _texts, _states, _nodes })
            statement.Dispose();
    }

    private static Statement Insert(SqliteConnection connection, string table, int columns) =>
        new(connection, $"INSERT INTO {table} VALUES ({string.Join(", ", Enumerable.Repeat("?", columns))})");

    private void WriteFigures(int number, RunProgress progress, double seconds)
    {
        Tally last = progress.Last;
        _iteration.With(number).With(progress.Total.Actions).With(seconds)
            .With(last.Actions).With(last.Trajectories).With(last.Successes).With(last.Groups)
            .With(last.WideGroups).With(last.GroupsWithSpread).With(last.Cuts).With(last.Waves)
            .With(last.Faults).With(last.FirstFault).With(last.Invalid).With(last.PromptTokens).With(last.ResponseTokens)
            .With(progress.DistinctTexts).With(progress.KnownStates).With(last.Updates.Actions).With(last.Updates.Steps)
            .With(last.Updates.Skipped).With(last.Updates.Loss).With(last.Updates.Divergence).With(last.Updates.ClipFraction)
            .With(last.Updates.Tokens).With(Fingerprint.Of(progress.Trees))
            .With(last.Updates.Values > 0 ? last.Updates.ValueLoss : (double?)null).With(last.Updates.KlWeight > 0 ? last.Updates.KlWeight : null)
            .With(progress.Sampled?.MeanScore).With(progress.Sampled?.States).With(progress.Sampled?.Wide)
            .With(progress.LastTokens).Run();
    }

    private void WriteTree(int number, RolloutTree tree, bool recorded)
    {
        _tree.With(number).With(tree.Slot).With(tree.Task.Id).With(tree.Task.Kind)
            .With(tree.Prefix.Count > 0 ? string.Join('\n', tree.Prefix) : null)
            .With(tree.Actions).With(tree.Trajectories.Count).With(tree.Trajectories.Count(one => one.Succeeded)).Run();

        WriteNode(number, tree, tree.Root, null, recorded);
        foreach (Branch branch in tree.Branches())
            WriteNode(number, tree, branch.Child, branch, recorded);
    }

    private void WriteNode(int iteration, RolloutTree tree, TreeNode node, Branch? branch, bool recorded)
    {
        if (_texts.IsNew(node.Numbers.Text))
            _texts.Begin(iteration, node.Numbers.Text, StateKey.Of(node.Snapshot.Observation)).With(_settings.RecordTexts ? node.Snapshot.Observation : null).Run();
        if (_states.IsNew(node.Numbers.State))
            _states.Begin(iteration, node.Numbers.State, node.State).With(node.Numbers.Text).Run();
        if (_nodeStates && _nodes.IsNew(node.Numbers.NodeState))
            _nodes.Begin(iteration, node.Numbers.NodeState, node.NodeState).With(node.Numbers.Text).Run();
        if (!recorded)
            return;

        _node.With(iteration).With(tree.Slot).With(node.Index).With(node.Parent?.Index).With(node.Depth);
        if (branch is null)
            _node.WithNothing().WithNothing().WithNothing().WithNothing().WithNothing().WithNothing().WithNothing();
        else
            Bind(branch);

        _node.With(node.Numbers.State).With(node.Numbers.NodeState).With(node.Numbers.Text)
            .With(node.Score).With(node.Branches.Count).With(node.Reward).With(node.Advantage).With(node.Passed).With(node.Successes).Run();
    }

    private void Bind(Branch branch) => _node.With(branch.Proposal.Action)
        .With(_settings.RecordTexts ? branch.Proposal.Written : null).With(branch.Proposal.LogProbability).With(branch.Valid)
        .With(Words.Of(branch.Ending)).With(branch.Fault).With(branch.Reward);

    private void WriteTrajectory(int number, RolloutTree tree, Trajectory trajectory)
    {
        TreeNode[] path = [.. trajectory.Leaf.Upwards()];
        foreach (TreeNode node in path)
        {
            Touched[node.Numbers.State] = node.State;
            if (_nodeStates)
                NodesTouched[node.Numbers.NodeState] = node.NodeState;
        }

        _trajectory.With(trajectory.Clock).With(number).With(tree.Slot).With(trajectory.Leaf.Index).With(Words.Of(trajectory.Ending))
            .With(trajectory.Succeeded).With(trajectory.Leaf.Depth).With(Packed(path, node => node.Numbers.State));
        (_nodeStates ? _trajectory.With(Packed(path, node => node.Numbers.NodeState)) : _trajectory.WithNothing())
            .With(ScoreOf(trajectory)).Run();
    }

    private static double ScoreOf(Trajectory trajectory) =>
        trajectory.Leaf.Parent?.Branches.FirstOrDefault(branch => branch.Child == trajectory.Leaf)?.FinalScore ?? 0;

    /// <summary>Numbers of the states of a path, the leaf first, four bytes each, little-endian.</summary>
    private static byte[] Packed(TreeNode[] path, Func<TreeNode, int> number)
    {
        byte[] bytes = new byte[4 * path.Length];
        for (int i = 0; i < path.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), number(path[i]));

        return bytes;
    }

    /// <summary>Rows of things that are numbered as they are met: each is written once.</summary>
    private sealed class NewRows(SqliteConnection connection, string table) : IDisposable
    {
        private readonly Statement _statement = new(connection, $"INSERT INTO {table} (id, iteration, key, text) VALUES (?, ?, ?, ?)");
        private readonly HashSet<int> _here = [];
        private int _written = RunDatabase.RowsOf(connection, table);

        /// <summary>Whether a number is met for the first time; whatever an iteration meets first has higher numbers than all before it.</summary>
        public bool IsNew(int number) => number >= _written && _here.Add(number);

        /// <summary>Binds all columns but the last.</summary>
        public Statement Begin(int iteration, int number, StateKey key)
        {
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteUInt64BigEndian(bytes, key.High);
            BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], key.Low);
            return _statement.With(number).With(iteration).With(bytes);
        }

        public void EndIteration()
        {
            _written += _here.Count;
            _here.Clear();
        }

        public void Dispose() => _statement.Dispose();
    }
}
