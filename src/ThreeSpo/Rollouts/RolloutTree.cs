using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Randomness;

namespace ThreeSpo.Rollouts;

/// <summary>Everything tried on one task in one iteration.</summary>
/// <param name="task">The task.</param>
/// <param name="root">Where it begins.</param>
/// <param name="draws">The draws of this tree; node 0 stands for any node.</param>
/// <param name="budget">When it ends.</param>
/// <param name="prefix">The actions that lead from the task's start to the root; none where it begins there.</param>
public sealed class RolloutTree(TaskInstance task, TreeNode root, Draw draws, TreeBudget budget, IReadOnlyList<string>? prefix = null)
{
    private readonly List<TreeNode> _expanded = [];
    private readonly List<TreeNode> _open = [];
    private readonly List<Trajectory> _trajectories = [];

    /// <summary>The task.</summary>
    public TaskInstance Task { get; } = task;

    /// <summary>Where it begins: the task's start, or an archived state.</summary>
    public TreeNode Root { get; } = root;

    /// <summary>Which of its iteration's trees it is.</summary>
    public int Slot => draws.Task;

    /// <summary>The actions that lead from the task's start to the root; none where it begins there.</summary>
    public IReadOnlyList<string> Prefix { get; } = prefix ?? [];

    /// <summary>How many nodes it has.</summary>
    public int Nodes { get; private set; } = 1;

    /// <summary>Whether it has come to its end.</summary>
    public bool Finished { get; internal set; }

    /// <summary>The node to go on from, where the path is not at its end.</summary>
    public TreeNode? Current { get; set; } = root;

    /// <summary>Siblings that wait to be gone back to.</summary>
    public Frontier Frontier { get; } = new();

    /// <summary>Actions explored in this tree, by state or by node.</summary>
    public HashSet<StateKey> Explored { get; } = [];

    /// <summary>Nodes that actions were sampled at, each once, in order.</summary>
    public IReadOnlyList<TreeNode> Expanded => _expanded;

    /// <summary>Those of them that were not given up since.</summary>
    public IReadOnlyList<TreeNode> Open => _open;

    /// <summary>Trajectories closed so far.</summary>
    public IReadOnlyList<Trajectory> Trajectories => _trajectories;

    /// <summary>Actions sampled so far.</summary>
    public int Actions { get; private set; }

    /// <summary>How often it was asked where to go back to.</summary>
    public int Returns { get; set; }

    /// <summary>Actions that may still be sampled; 0 when the tree's budget is used up.</summary>
    public int ActionsLeft => _trajectories.Count >= budget.Trajectories ? 0 : Math.Max(0, budget.Actions - Actions);

    /// <summary>All its nodes, the root first, in order of creation.</summary>
    public IEnumerable<TreeNode> All() => Branches().Select(branch => branch.Child).Prepend(Root);

    /// <summary>All its branches, in order of their children's creation.</summary>
    public IReadOnlyList<Branch> Branches()
    {
        var branches = new Branch[Nodes - 1];
        foreach (TreeNode node in _expanded)
        {
            foreach (Branch branch in node.Branches)
                branches[branch.Child.Index - 1] = branch;
        }

        return branches;
    }

    /// <summary>The draws of one of its nodes.</summary>
    public Draw DrawsAt(TreeNode node) => draws with { Node = node.Index };

    /// <summary>The draws of its n-th return.</summary>
    public Draw DrawsOfReturn(int number) => draws with { Node = number };

    internal TreeNode Grow(Snapshot snapshot, TreeNode parent, string action, StateKeys keys) =>
        new(snapshot, parent, parent.Depth + 1, Nodes++, keys, action);

    internal void Add(TreeNode node, IEnumerable<Branch> branches)
    {
        if (node.Branches.Count == 0)
        {
            _expanded.Add(node);
            _open.Add(node);
        }

        foreach (Branch branch in branches)
        {
            node.Add(branch);
            Actions++;
        }
    }

    /// <summary>Notes that a node is not worth another action, so that nothing goes back to it.</summary>
    internal void GiveUp(TreeNode node) => _open.Remove(node);

    internal void Add(Trajectory trajectory) => _trajectories.Add(trajectory);

    /// <summary>Puts back which of the expanded nodes were not given up.</summary>
    internal void Reopen(IEnumerable<TreeNode> open)
    {
        _open.Clear();
        _open.AddRange(open);
    }
}

/// <summary>When a tree ends: whichever comes first.</summary>
/// <param name="Trajectories">Closed trajectories.</param>
/// <param name="Actions">Sampled actions.</param>
public readonly record struct TreeBudget(int Trajectories, int Actions);
