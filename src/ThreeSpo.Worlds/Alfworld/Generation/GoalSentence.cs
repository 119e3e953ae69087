namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>The two wordings of each kind of goal.</summary>
internal static class GoalSentence
{
    /// <summary>Words a goal.</summary>
    /// <param name="kind">The kind of task.</param>
    /// <param name="wanted">Class of the object.</param>
    /// <param name="target">Class of the target, or of the lamp.</param>
    /// <param name="second">Whether to use the second wording.</param>
    public static string Of(TaskKind kind, string wanted, string target, bool second) => (kind, second) switch
    {
        (TaskKind.Simple, false) => $"put a {wanted} in {target}.",
        (TaskKind.Simple, true) => $"put some {wanted} on {target}.",
        (TaskKind.Look, false) => $"look at {wanted} under the {target}.",
        (TaskKind.Look, true) => $"examine the {wanted} with the {target}.",
        (TaskKind.Two, false) => $"put two {wanted} in {target}.",
        (TaskKind.Two, true) => $"find two {wanted} and put them in {target}.",
        (_, false) => $"put a {Changed(kind)} {wanted} in {target}.",
        (_, true) => $"{Change(kind)} some {wanted} and put it in {target}.",
    };

    private static string Changed(TaskKind kind) => kind == TaskKind.Heat ? "hot" : Change(kind);

    private static string Change(TaskKind kind) => kind switch
    {
        TaskKind.Clean => "clean",
        TaskKind.Heat => "heat",
        TaskKind.Cool => "cool",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of task changes no object."),
    };
}
