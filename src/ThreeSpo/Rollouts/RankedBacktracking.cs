using ThreeSpo.Environments;
using ThreeSpo.History;

namespace ThreeSpo.Rollouts;

/// <summary>Which of the children is gone on from (specification, choice 3.12).</summary>
public enum FollowRule
{
    /// <summary>The one with the largest reward, ties by sampling order: the paper's.</summary>
    Best,

    /// <summary>The first one sampled, so that paths stay on-policy.</summary>
    FirstSampled,
}

/// <summary>Where an action counts as explored (specification, choice 3.15).</summary>
public enum ExploredScope
{
    /// <summary>At its node alone.</summary>
    Node,

    /// <summary>At its state, within one tree.</summary>
    Tree,

    /// <summary>At its state, for the whole run.</summary>
    Run,
}

/// <summary>The paper's search: follow one child, keep the others in rank order, and go back to them when a path has ended.</summary>
/// <param name="follow">Which child is followed.</param>
/// <param name="order">The order of going back.</param>
/// <param name="scope">Where an action counts as explored.</param>
/// <param name="score">S(s) of a node, for <see cref="FrontierOrder.ByScore"/>.</param>
/// <param name="explored">Actions at states that the run has explored, for <see cref="ExploredScope.Run"/>; added to.</param>
/// <remarks>3SPO, ranked backtracking: children ranked by R; duplicates and actions explored at s are dropped.</remarks>
public sealed class RankedBacktracking(
    FollowRule follow, FrontierOrder order, ExploredScope scope, Func<TreeNode, double> score, HashSet<StateKey> explored) : INavigator
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

        return tree.Frontier.Pop(order, score, tree.DrawsOfReturn(tree.Returns++));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Branch> Follow(StepGroup group, ReadOnlySpan<double> rewards)
    {
        ArgumentNullException.ThrowIfNull(group);
        int[] fresh = [.. Enumerable.Range(0, group.Branches.Count).Where(i => IsNew(group, group.Branches[i]))];
        int[] open = [.. fresh.Where(i => group.Branches[i].Ending is Ending.None)];
        if (open.Length > 0)
            GoOn(group, open, rewards.ToArray());

        return [.. fresh.Select(i => group.Branches[i]).Where(branch => branch.Ending is not Ending.None)];
    }

    private void GoOn(StepGroup group, int[] open, double[] rewards)
    {
        int followed = follow is FollowRule.FirstSampled ? open[0] : open.MaxBy(i => rewards[i]);
        group.Tree.Current = group.Branches[followed].Child;

        // Worst first, so that the deepest order takes the best first; among equals the first sampled comes back first.
        foreach (int i in open.Where(i => i != followed).OrderBy(i => rewards[i]).ThenByDescending(i => i))
            group.Tree.Frontier.Push(group.Branches[i].Child, rewards[i]);
    }

    private bool IsNew(StepGroup group, Branch branch) => scope switch
    {
        ExploredScope.Node => group.Tree.Explored.Add(new StateKey((ulong)group.Node.Index, 0).With(branch.Proposal.Action)),
        ExploredScope.Tree => group.Tree.Explored.Add(group.Node.State.With(branch.Proposal.Action)),
        ExploredScope.Run => explored.Add(group.Node.State.With(branch.Proposal.Action)),
        _ => throw new InvalidOperationException($"Not an explored scope: {scope}."),
    };
}
