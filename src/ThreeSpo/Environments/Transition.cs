namespace ThreeSpo.Environments;

/// <summary>What one action led to.</summary>
/// <param name="Next">The moment after it.</param>
/// <param name="Reward">The world's own reward for the step.</param>
/// <param name="Score">How far the task is solved, in [0, 1].</param>
/// <param name="Valid">Whether the world accepted the action.</param>
/// <param name="Ending">Whether, and how, the episode ended.</param>
public sealed record Transition(Snapshot Next, double Reward, double Score, bool Valid, Ending Ending);
