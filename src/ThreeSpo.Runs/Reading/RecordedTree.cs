namespace ThreeSpo.Runs.Reading;

/// <summary>Everything that was tried on one task in one iteration, as it was recorded.</summary>
/// <param name="Iteration">The iteration's number, from 0.</param>
/// <param name="Slot">Which of its trees it is.</param>
/// <param name="Task">The task.</param>
/// <param name="Kind">The task's kind.</param>
/// <param name="Actions">Sampled actions.</param>
/// <param name="Trajectories">Closed trajectories.</param>
/// <param name="Successes">Those that solved the task.</param>
/// <param name="Nodes">Its nodes, the root first; every node comes after its parent.</param>
public sealed record RecordedTree(
    int Iteration, int Slot, string Task, string Kind, long Actions, long Trajectories, long Successes, IReadOnlyList<RecordedNode> Nodes)
{
    private const string NodeSql = """
        SELECT node.number, node.parent, node.depth, node.action, node.ending, node.fault, node.valid, node.log_probability, node.score,
            node.width, node.reward, node.advantage, node.passed, node.successes, text.text
        FROM node LEFT JOIN text ON text.id = node.text
        WHERE node.iteration = ?1 AND node.slot = ?2 ORDER BY node.number
        """;

    /// <summary>What was tried from each node, by the node's number, in order of creation.</summary>
    public ILookup<int, RecordedNode> Children { get; } = Nodes.Where(node => node.Parent is not null).ToLookup(node => node.Parent!.Value);

    /// <summary>How many nodes hang on each, itself included, by its number.</summary>
    public int[] SubtreeSizes()
    {
        int[] sizes = new int[Nodes.Count];
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            sizes[i]++;
            if (Nodes[i].Parent is { } parent)
                sizes[parent] += sizes[i];
        }

        return sizes;
    }

    /// <summary>Reads one tree.</summary>
    /// <returns>The tree; null where its nodes are not there.</returns>
    /// <exception cref="InvalidDataException">Its nodes make no tree.</exception>
    public static RecordedTree? Read(RunReader run, int iteration, int slot)
    {
        ArgumentNullException.ThrowIfNull(run);
        IReadOnlyList<RecordedNode> nodes = run.All(NodeSql, NodeOf, iteration, slot);
        if (nodes.Count == 0)
            return null;

        for (int i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Number != i || (i == 0 ? nodes[i].Parent is not null : nodes[i].Parent is not { } parent || parent < 0 || parent >= i))
                throw run.Damaged($"node {nodes[i].Number} of tree {slot} of iteration {iteration} hangs in the air");
        }

        return run.First(
            "SELECT task, kind, actions, trajectories, successes FROM tree WHERE iteration = ?1 AND slot = ?2",
            row => new RecordedTree(iteration, slot, row.Text(0), row.Text(1), row.Whole(2), row.Whole(3), row.Whole(4), nodes),
            iteration, slot) ?? throw run.Damaged($"tree {slot} of iteration {iteration} is missing");
    }

    private static RecordedNode NodeOf(Row row) => new(
        row.Count(0), row.WholeOrNothing(1) is null ? null : row.Count(1), row.Count(2), row.TextOrNothing(3), row.TextOrNothing(4), row.TextOrNothing(5),
        row.WholeOrNothing(6) is { } valid ? valid != 0 : null, row.RealOrNothing(7) is { } log ? Math.Exp(log) : null, row.RealOrNothing(8),
        row.Count(9), row.RealOrNothing(10), row.Real(11), row.Count(12), row.Count(13), row.TextOrNothing(14));
}
