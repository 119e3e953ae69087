using ThreeSpo.Environments;

namespace ThreeSpo.Rollouts;

/// <summary>One action tried from a node, and what came of it.</summary>
/// <param name="Proposal">The sampled action.</param>
/// <param name="Child">Where it led.</param>
/// <param name="Ending">Whether, and how, the episode ended there.</param>
/// <param name="Reward">The world's own reward for the step.</param>
/// <param name="Valid">Whether the world accepted the action and the answer that it was read from was well formed.</param>
/// <param name="Fault">What the world threw or why no action could be sampled, where <see cref="Ending"/> is <see cref="Ending.Faulted"/>.</param>
/// <param name="Score">How far the task is solved after it, as the world says. In [0, 1].</param>
public sealed record Branch(
    Proposal Proposal, TreeNode Child, Ending Ending, double Reward, bool Valid, string? Fault = null, double Score = 0)
{
    /// <summary>The task score of an episode that ended here: that of its last step, and 0 where it was truncated or the world failed.</summary>
    public double FinalScore => Ending is Ending.Succeeded or Ending.Failed ? Score : 0;

    /// <summary>Whether it led to a state, of those that going back goes by, that is not yet on its path.</summary>
    public bool IsNewOnPath => Child.Parent!.Upwards().All(earlier => earlier.NodeState != Child.NodeState);
}

/// <summary>The actions tried from one node at one time: the group that advantages are compared within.</summary>
/// <param name="Tree">The tree it belongs to.</param>
/// <param name="Node">Where they were tried.</param>
/// <param name="Branches">The actions in sampling order, G of them.</param>
public sealed record StepGroup(RolloutTree Tree, TreeNode Node, IReadOnlyList<Branch> Branches);
