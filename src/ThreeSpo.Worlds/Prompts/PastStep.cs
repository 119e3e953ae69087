using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds.Prompts;

/// <summary>A step that was taken before: what was seen, and what was done about it.</summary>
/// <param name="Number">Its number in the episode, from 1.</param>
/// <param name="Before">The node it was taken from.</param>
/// <param name="Action">What was done.</param>
public readonly record struct PastStep(int Number, TreeNode Before, string Action)
{
    /// <summary>The last steps on the way to a node, oldest first; fewer where the tree began later.</summary>
    /// <param name="node">The node.</param>
    /// <param name="most">How many steps to go back at most.</param>
    public static IReadOnlyList<PastStep> LeadingTo(TreeNode node, int most)
    {
        List<PastStep> steps = [];
        for (TreeNode here = node; steps.Count < most && here is { Parent: { } before, Action: { } action }; here = before)
            steps.Add(new PastStep(before.Depth + 1, before, action));

        steps.Reverse();
        return steps;
    }
}
