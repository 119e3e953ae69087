using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Outside;
using ThreeSpo.Randomness;
using ThreeSpo.Saving;

namespace ThreeSpo.Rollouts;

/// <summary>Saves a tree in the middle of its growth. Snapshots are not saved: the actions are, and the world is asked for them again.</summary>
/// <param name="explorer">Asks the world.</param>
/// <param name="proposals">How the policy's proposals are saved.</param>
internal sealed class SavedTree(Explorer explorer, IProposalFormat proposals)
{
    private const int Nowhere = -1;

    public void Write(StateWriter to, RolloutTree tree)
    {
        to.Begin("tree");
        to.Write(tree.Task.Id);
        to.Write(tree.Task.Kind);
        to.Write(tree.Slot);
        to.Write(tree.Prefix, action => to.Write(action));
        tree.Root.Save(to);
        to.Write(tree.Expanded, node =>
        {
            to.Write(node.Index);
            proposals.Write(to, [.. node.Branches.Select(branch => branch.Proposal)]);
        });
        to.Write(tree.Branches(), branch => WriteBranch(to, branch));
        to.Write(tree.Open, node => to.Write(node.Index));
        to.Write(tree.Frontier.Waiting, one =>
        {
            to.Write(one.Node.Index);
            to.Write(one.Reward);
        });
        to.Write(tree.Explored, key =>
        {
            to.Write(key.High);
            to.Write(key.Low);
        });
        to.Write(tree.Trajectories, one =>
        {
            to.Write(one.Leaf.Index);
            to.Write((int)one.Ending);
            to.Write(one.Clock);
        });
        to.Write(tree.Current?.Index ?? Nowhere);
        to.Write(tree.Returns);
        to.Write(tree.Finished);
    }

    /// <summary>Reads a tree and grows it again.</summary>
    /// <param name="from">Where it was saved.</param>
    /// <param name="draws">The draws of its iteration.</param>
    /// <param name="budget">When it ends.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidDataException">It was saved by another version, or is damaged.</exception>
    /// <exception cref="WorldFaultException">The world does not start its task any more.</exception>
    public async ValueTask<RolloutTree> ReadAsync(StateReader from, Draw draws, TreeBudget budget, CancellationToken cancellation)
    {
        from.Expect("tree");
        var task = new TaskInstance(from.SomeText(), from.SomeText());
        int slot = from.Integer();
        List<string> prefix = from.List(from.SomeText);
        TreeNode root = await explorer.RootAsync(task, prefix, cancellation).ConfigureAwait(false);
        root.Load(from);
        var tree = new RolloutTree(task, root, draws with { Task = slot }, budget, prefix);

        List<(int Node, IReadOnlyList<Proposal> Proposals)> expanded = from.List(() => (from.Count(), proposals.Read(from)));
        Dictionary<int, Queue<Proposal>> waiting = [];
        foreach ((int node, IReadOnlyList<Proposal> proposed) in expanded)
        {
            if (!waiting.TryAdd(node, new Queue<Proposal>(proposed)))
                throw new InvalidDataException($"The saved tree of task '{Printable.Line(task.Id)}' is damaged: node {node} was expanded twice. Use the checkpoint before.");
        }

        List<TreeNode> nodes = [root];
        for (int left = from.Count(); left > 0; left--)
            nodes.Add(await ReadBranchAsync(from, tree, nodes, waiting, cancellation).ConfigureAwait(false));

        if (!tree.Expanded.Select(node => node.Index).SequenceEqual(expanded.Select(one => one.Node)))
            throw new InvalidDataException($"The saved tree of task '{Printable.Line(task.Id)}' is damaged: its nodes are not those that were expanded. Use the checkpoint before.");

        tree.Reopen(from.List(() => NodeAt(nodes, from.Integer())));
        from.List(() => (NodeAt(nodes, from.Integer()), from.Number())).ForEach(one => tree.Frontier.Push(one.Item1, one.Item2));
        tree.Explored.UnionWith(from.List(() => new StateKey(from.Bits(), from.Bits())));
        from.List(() => new Trajectory(NodeAt(nodes, from.Integer()), from.Name<Ending>(), from.Long())).ForEach(tree.Add);
        int current = from.Integer();
        tree.Current = current == Nowhere ? null : NodeAt(nodes, current);
        tree.Returns = from.Count();
        tree.Finished = from.Truth();
        return tree;
    }

    private static void WriteBranch(StateWriter to, Branch branch)
    {
        to.Write(branch.Child.Parent!.Index);
        to.Write((int)branch.Ending);
        to.Write(branch.Reward);
        to.Write(branch.Valid);
        to.Write(branch.Fault);
        branch.Child.Save(to);
    }

    private async ValueTask<TreeNode> ReadBranchAsync(
        StateReader from, RolloutTree tree, List<TreeNode> nodes, Dictionary<int, Queue<Proposal>> waiting, CancellationToken cancellation)
    {
        TreeNode parent = NodeAt(nodes, from.Integer());
        (Ending ending, double reward, bool valid, string? fault) = (from.Name<Ending>(), from.Number(), from.Truth(), from.Text());
        if (!waiting.TryGetValue(parent.Index, out Queue<Proposal>? queue) || !queue.TryDequeue(out Proposal? proposal))
            throw new InvalidDataException($"The saved tree of task '{Printable.Line(tree.Task.Id)}' is damaged: node {parent.Index} has more children than proposals. Use the checkpoint before.");

        (TreeNode child, double score) = await explorer.RegrowAsync(tree, parent, proposal, ending, cancellation).ConfigureAwait(false);
        child.Load(from);
        tree.Add(parent, [new Branch(proposal, child, ending, reward, valid, fault, score)]);
        return child;
    }

    private static TreeNode NodeAt(List<TreeNode> nodes, int index) => index >= 0 && index < nodes.Count
        ? nodes[index]
        : throw new InvalidDataException($"A saved tree is damaged: it has no node {index}. Use the checkpoint before.");
}
