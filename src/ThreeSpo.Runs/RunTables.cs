namespace ThreeSpo.Runs;

/// <summary>The tables of a run's database, each with the columns that order its rows.</summary>
internal static class RunTables
{
    /// <summary>Those that say what the run did.</summary>
    public static IReadOnlyList<(string Table, string Order)> OfDeeds { get; } =
    [
        ("iteration", "number"), ("evaluation", "id"), ("evaluation_task", "evaluation, number"), ("text", "id"), ("state", "id"),
        ("node_state", "id"), ("trajectory", "clock"), ("tree", "iteration, slot"), ("node", "iteration, slot, number"),
    ];

    /// <summary>All of them: those that say what the run is come first.</summary>
    public static IReadOnlyList<(string Table, string Order)> All { get; } = [("run", "key"), ("setting", "key"), .. OfDeeds];
}
