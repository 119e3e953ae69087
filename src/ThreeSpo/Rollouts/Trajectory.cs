using ThreeSpo.Environments;

namespace ThreeSpo.Rollouts;

/// <summary>A path from a tree's root to where an episode ended.</summary>
/// <param name="Leaf">The last node.</param>
/// <param name="Ending">How it ended; <see cref="Ending.None"/> where the path was cut.</param>
/// <param name="Clock">t at which the history recorded it; 0 where it was not recorded.</param>
public sealed record Trajectory(TreeNode Leaf, Ending Ending, long Clock = 0)
{
    /// <summary>Whether the task was solved.</summary>
    public bool Succeeded => Ending is Ending.Succeeded;
}
