using ThreeSpo.Randomness;

namespace ThreeSpo.Rollouts;

/// <summary>The order in which waiting nodes are gone back to (specification, choice 3.12).</summary>
public enum FrontierOrder
{
    /// <summary>The one that was left last: the paper's depth-first search.</summary>
    Deepest,

    /// <summary>The one whose step earned the largest reward.</summary>
    BestReward,

    /// <summary>Any, drawn uniformly.</summary>
    Random,

    /// <summary>The one with the largest state score.</summary>
    ByScore,
}

/// <summary>Nodes of one tree that wait to be gone back to. Bounded: the longest-waiting node makes room.</summary>
public sealed class Frontier
{
    /// <summary>Most nodes that wait in one tree.</summary>
    public const int Capacity = 4096;

    private readonly List<(TreeNode Node, double Reward)> _waiting = [];

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>The waiting nodes, the longest-waiting first, each with the reward of the step to it.</summary>
    internal IReadOnlyList<(TreeNode Node, double Reward)> Waiting => _waiting;

    /// <summary>Adds a node that is not gone on from now.</summary>
    public void Push(TreeNode node, double reward)
    {
        if (_waiting.Count == Capacity)
            _waiting.RemoveAt(0);

        _waiting.Add((node, reward));
    }

    /// <summary>Takes the next node; null when none waits. Ties go to the one that came last.</summary>
    /// <param name="order">The order.</param>
    /// <param name="score">S(s) of a node; asked only by <see cref="FrontierOrder.ByScore"/>.</param>
    /// <param name="draw">Draws for <see cref="FrontierOrder.Random"/>.</param>
    public TreeNode? Pop(FrontierOrder order, Func<TreeNode, double> score, Draw draw)
    {
        if (_waiting.Count == 0)
            return null;

        int at = order switch
        {
            FrontierOrder.Deepest => _waiting.Count - 1,
            FrontierOrder.Random => draw.Below(_waiting.Count, Use.GoBack),
            FrontierOrder.BestReward => Largest(entry => entry.Reward),
            FrontierOrder.ByScore => Largest(entry => score(entry.Node)),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Not a frontier order."),
        };

        TreeNode node = _waiting[at].Node;
        _waiting.RemoveAt(at);
        return node;
    }

    private int Largest(Func<(TreeNode Node, double Reward), double> value)
    {
        int best = 0;
        double most = double.NegativeInfinity;
        for (int i = 0; i < _waiting.Count; i++)
        {
            double here = value(_waiting[i]);
            if (here >= most)
                (best, most) = (i, here);
        }

        return best;
    }
}
