using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds;

/// <summary>Somebody who shows how to act: what a policy's start imitates.</summary>
public interface ITeacher
{
    /// <summary>The action to take next.</summary>
    /// <param name="node">Where the episode stands; it has not ended.</param>
    /// <param name="draw">The draws of this step.</param>
    string Next(TreeNode node, Draw draw);

    /// <summary>The distribution that <see cref="Next"/> draws from.</summary>
    /// <param name="node">Where the episode stands; it has not ended.</param>
    /// <returns>Every action that can be drawn, with its probability; they sum to 1.</returns>
    IReadOnlyList<(string Action, double Weight)> Distribution(TreeNode node);
}
