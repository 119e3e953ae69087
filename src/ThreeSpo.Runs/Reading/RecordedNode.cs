namespace ThreeSpo.Runs.Reading;

/// <summary>A node of a recorded tree, with what was tried at its parent to come there. docs/metrics.md explains the columns.</summary>
/// <param name="Number">Its number in the tree; 0 is the root.</param>
/// <param name="Parent">The number of the node before; null at the root.</param>
/// <param name="Depth">Steps since the episode began.</param>
/// <param name="Action">What was tried; null at the root.</param>
/// <param name="Ending">How the episode ended there, "none" where it went on; null at the root.</param>
/// <param name="Fault">What the world threw; null where it threw nothing.</param>
/// <param name="Valid">Whether the world accepted the action; null at the root.</param>
/// <param name="Probability">Of the action, as it was sampled; null where it is not known. In [0, 1].</param>
/// <param name="Score">S(s) when it was last asked; null where it never was. In [0, 1].</param>
/// <param name="Width">n: actions tried from here.</param>
/// <param name="Reward">R of the step; null where it had none of its own.</param>
/// <param name="Advantage">Sum of the advantages that the step was learned from with.</param>
/// <param name="Passed">Closed trajectories through it.</param>
/// <param name="Successes">Those that solved the task.</param>
/// <param name="Text">The observation; null where texts are not recorded.</param>
public sealed record RecordedNode(
    int Number, int? Parent, int Depth, string? Action, string? Ending, string? Fault, bool? Valid, double? Probability, double? Score,
    int Width, double? Reward, double Advantage, int Passed, int Successes, string? Text)
{
    /// <summary>The share of closed trajectories through it that succeeded; null where there were none. In [0, 1].</summary>
    public double? SuccessRate => Passed > 0 ? (double)Successes / Passed : null;
}
