namespace ThreeSpo.Worlds.Alfworld;

/// <summary>When a game is won. Classes are lower-case, without a "type" suffix.</summary>
/// <param name="Kind">The task type.</param>
/// <param name="ObjectClass">Class of the object to bring, or to look at.</param>
/// <param name="TargetClass">Class of the receptacle it belongs in; for <see cref="TaskKind.Look"/>, class of the lamp.</param>
/// <param name="Sentence">What the agent is told, with its final full stop: "put a hot apple in fridge."</param>
public sealed record AlfworldGoal(TaskKind Kind, string ObjectClass, string TargetClass, string Sentence);
