namespace ThreeSpo.Worlds.Alfworld;

/// <summary>What one step of a session led to.</summary>
/// <param name="Step">How many steps were made.</param>
/// <param name="Action">What was typed; null before the first step.</param>
/// <param name="Observation">What the agent reads.</param>
/// <param name="AdmissibleCommands">What it can do next, in ordinal order.</param>
/// <param name="Reward">1 at the win, otherwise 0.</param>
/// <param name="Done">Whether the episode is over.</param>
/// <param name="Won">Whether the goal holds.</param>
public sealed record AlfworldStepResult(
    int Step, string? Action, string Observation, IReadOnlyList<string> AdmissibleCommands, double Reward, bool Done, bool Won);
