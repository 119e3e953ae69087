namespace ThreeSpo.Worlds.Alfworld;

/// <summary>When a game is won. Classes are lower-case, without a "type" suffix.</summary>
/// <param name="Kind">The task type.</param>
/// <param name="Object">Class of the object to bring, or to look at.</param>
/// <param name="Target">Class of the receptacle it belongs in; for <see cref="TaskKind.Look"/>, class of the lamp.</param>
/// <param name="Sentence">What the agent is told, with its final full stop: "put a hot apple in fridge."</param>
public sealed record AlfworldGoal(TaskKind Kind, string Object, string Target, string Sentence);
