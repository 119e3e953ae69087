namespace ThreeSpo.Runs.Reading;

/// <summary>Which trees of a run are there to look at.</summary>
/// <param name="First">The first iteration whose trees are there; null where there are none.</param>
/// <param name="Last">The last one.</param>
/// <param name="Iterations">How many iterations' trees are there.</param>
/// <param name="Done">Iterations recorded in all.</param>
public sealed record RecordedTrees(int? First, int? Last, int Iterations, int Done)
{
    /// <summary>From iteration to iteration through the index: a query over all nodes would read all of them.</summary>
    private const string IterationsSql = """
        WITH RECURSIVE there(iteration) AS (
            SELECT min(iteration) FROM node
            UNION ALL SELECT (SELECT min(iteration) FROM node WHERE node.iteration > there.iteration) FROM there WHERE there.iteration IS NOT NULL)
        SELECT min(iteration), max(iteration), count(iteration) FROM there
        """;

    /// <summary>Looks which are there.</summary>
    public static RecordedTrees Of(RunReader run)
    {
        ArgumentNullException.ThrowIfNull(run);
        int done = run.First("SELECT count(*) FROM iteration", row => row.Count(0));
        return run.First(
            IterationsSql,
            row => row.WholeOrNothing(0) is null ? null : new RecordedTrees(row.Count(0), row.Count(1), row.Count(2), done)) ?? new RecordedTrees(null, null, 0, done);
    }

    /// <summary>The last recorded iteration, at most the given one, that worked on a task, and the slot of its tree there.</summary>
    /// <param name="run">The run.</param>
    /// <param name="task">The task.</param>
    /// <param name="iteration">The iteration; null for the last one.</param>
    public static (int Iteration, int Slot)? Find(RunReader run, string task, int? iteration)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.First<(int, int)?>(
            """
            SELECT tree.iteration, tree.slot FROM tree
            JOIN node ON node.iteration = tree.iteration AND node.slot = tree.slot AND node.number = 0
            WHERE tree.task = ?1 AND (?2 < 0 OR tree.iteration = ?2)
            ORDER BY tree.iteration DESC, tree.slot LIMIT 1
            """,
            row => (row.Count(0), row.Count(1)), task, iteration ?? -1);
    }
}
