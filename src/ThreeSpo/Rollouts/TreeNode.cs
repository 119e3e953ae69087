using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Saving;

namespace ThreeSpo.Rollouts;

/// <summary>A node of a rollout tree: a moment that can be gone back to at any time.</summary>
public sealed class TreeNode
{
    private readonly List<Branch> _branches = [];

    /// <summary>Makes a node.</summary>
    /// <param name="snapshot">Where the episode stands.</param>
    /// <param name="parent">The node before; null at the root.</param>
    /// <param name="depth">Steps taken since the episode began.</param>
    /// <param name="index">The node's number in its tree, in order of creation.</param>
    /// <param name="keys">Makes the node's state keys.</param>
    /// <param name="action">What was tried at the parent to come here; null at the root.</param>
    /// <param name="prefix">The actions from the task's start to a root; none where it is the start.</param>
    /// <exception cref="NotSupportedException">The keys ask for a progress key, and the world supplies none.</exception>
    public TreeNode(
        Snapshot snapshot, TreeNode? parent, int depth, int index, StateKeys keys, string? action = null, IReadOnlyList<string>? prefix = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(keys);
        Snapshot = snapshot;
        Parent = parent;
        Depth = depth;
        Index = index;
        Action = action;
        Prefix = prefix ?? [];
        Words = keys.WordsAt(snapshot, parent?.Words, action, Prefix);
        (State, NodeState) = keys.Of(snapshot, Words);
    }

    /// <summary>Where the episode stands.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>The node before; null at the root.</summary>
    public TreeNode? Parent { get; }

    /// <summary>What was tried at the parent to come here; null at the root.</summary>
    public string? Action { get; }

    /// <summary>Steps taken since the episode began.</summary>
    public int Depth { get; }

    /// <summary>The node's number in its tree, in order of creation.</summary>
    public int Index { get; }

    /// <summary>The state that counts, scores and credit go by.</summary>
    public StateKey State { get; }

    /// <summary>The state that choosing where to go back to goes by.</summary>
    public StateKey NodeState { get; }

    /// <summary>Everything tried from here so far.</summary>
    public IReadOnlyList<Branch> Branches => _branches;

    /// <summary>Closed trajectories through this node.</summary>
    public int Passed { get; private set; }

    /// <summary>Those of them that ended in success.</summary>
    public int Successes { get; private set; }

    /// <summary>Sum over them of γ^(steps from here to the end) where they ended in success.</summary>
    public double Discounted { get; private set; }

    /// <summary>The share of trajectories through this node that succeeded; 0 where none was closed.</summary>
    public double SuccessRate => Passed == 0 ? 0 : (double)Successes / Passed;

    /// <summary>The nodes from here up to the root.</summary>
    public IEnumerable<TreeNode> Upwards()
    {
        for (TreeNode? node = this; node is not null; node = node.Parent)
            yield return node;
    }

    /// <summary>The actions from the task's start to the root that this is; none elsewhere.</summary>
    internal IReadOnlyList<string> Prefix { get; }

    /// <summary>What the way here shares with the goal; null where no state key goes by it.</summary>
    internal GoalWords? Words { get; }

    /// <summary>S(s) when it was last decided how many actions to try here; null where that was never asked.</summary>
    public double? Score { get; internal set; }

    /// <summary>R of the step that led here; null where it was not rewarded on its own.</summary>
    public double? Reward { get; private set; }

    /// <summary>The sum of the advantages that the step that led here was learned from with.</summary>
    public double Advantage { get; private set; }

    /// <summary>Numbers of its state, node state and observation among those that the run has met; -1 before it was met.</summary>
    public NodeNumbers Numbers { get; internal set; } = new(-1, -1, -1);

    internal void Add(Branch branch) => _branches.Add(branch);

    internal void Earn(double reward) => Reward = reward;

    internal void Teach(double advantage) => Advantage += advantage;

    /// <summary>Notes on every node from this leaf to the root that a trajectory has closed here.</summary>
    internal void Close(bool success, double discount)
    {
        double value = success ? 1 : 0;
        for (TreeNode? node = this; node is not null; node = node.Parent, value *= discount)
        {
            node.Passed++;
            node.Successes += success ? 1 : 0;
            node.Discounted += value;
        }
    }

    /// <summary>What the node is worth, as it is saved.</summary>
    internal void Save(StateWriter to)
    {
        to.Write(Numbers.State);
        to.Write(Numbers.NodeState);
        to.Write(Numbers.Text);
        to.Write(Score ?? double.NaN);
        to.Write(Reward ?? double.NaN);
        to.Write(Advantage);
        to.Write(Passed);
        to.Write(Successes);
        to.Write(Discounted);
    }

    internal void Load(StateReader from)
    {
        Numbers = new NodeNumbers(from.Integer(), from.Integer(), from.Integer());
        Score = SomeNumber(from.Number());
        Reward = SomeNumber(from.Number());
        Advantage = from.Number();
        Passed = from.Count();
        Successes = from.Count();
        Discounted = from.Number();
    }

    private static double? SomeNumber(double value) => double.IsNaN(value) ? null : value;
}

/// <summary>Numbers that a run's files refer to a node's state and text by.</summary>
/// <param name="State">Of its state.</param>
/// <param name="NodeState">Of the state that going back goes by.</param>
/// <param name="Text">Of its observation.</param>
public readonly record struct NodeNumbers(int State, int NodeState, int Text);
