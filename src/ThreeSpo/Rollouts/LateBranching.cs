using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Randomness;

namespace ThreeSpo.Rollouts;

/// <summary>Ours, not the paper's: an episode runs to its end, then the tree goes back to one of its nodes and runs on from there.</summary>
/// <param name="history">Success rates of states.</param>
/// <param name="byScore">Draw the node in proportion to rate·(1 − rate) of its state; else uniformly.</param>
/// <remarks>
/// Specification, choice 3.14. A state that always or never succeeds teaches nothing when tried again; the variance of its
/// outcome, rate·(1 − rate), is largest where it is undecided. Without any undecided state the draw is uniform.
/// Only the first sample of a state is followed, and only followed paths close trajectories.
/// </remarks>
public sealed class LateBranching(StateHistory history, bool byScore) : INavigator
{
    /// <inheritdoc/>
    public TreeNode? Next(RolloutTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        if (tree.Current is { } current)
        {
            tree.Current = null;
            return current;
        }

        if (tree.Open.Count == 0)
            return null;

        double draw = tree.DrawsOfReturn(tree.Returns++).Uniform(Use.GoBack);
        return byScore ? Weighted.Pick(tree.Open, node => Undecided(history[node.NodeState]), draw)
            : tree.Open[(int)(draw * tree.Open.Count)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Branch> Follow(StepGroup group, ReadOnlySpan<double> rewards)
    {
        ArgumentNullException.ThrowIfNull(group);
        Branch first = group.Branches[0];
        if (first.Ending is not Ending.None)
            return [first];

        group.Tree.Current = first.Child;
        return [];
    }

    /// <summary>rate·(1 − rate): how undecided a state's outcome is. In [0, ¼].</summary>
    public static double Undecided(StateCounts counts)
    {
        double rate = counts.Visits > 0 ? counts.Successes / counts.Visits : 0;
        return rate * (1 - rate);
    }
}
