using Microsoft.Data.Sqlite;
using ThreeSpo.History;

namespace ThreeSpo.Runs;

/// <summary>Writes counts into the tables of states.</summary>
internal sealed class CountRows(SqliteConnection connection) : IDisposable
{
    private readonly Statement _states = Update(connection, "state");
    private readonly Statement _nodes = Update(connection, "node_state");

    public void Write(
        IReadOnlyList<(int Id, StateCounts Counts, long Clock)> states, IReadOnlyList<(int Id, StateCounts Counts, long Clock)> nodes)
    {
        Write(_states, states);
        Write(_nodes, nodes);
    }

    public void Dispose()
    {
        _states.Dispose();
        _nodes.Dispose();
    }

    private static Statement Update(SqliteConnection connection, string table) =>
        new(connection, $"UPDATE {table} SET visits = ?, successes = ?, clock = ? WHERE id = ?");

    private static void Write(Statement update, IReadOnlyList<(int Id, StateCounts Counts, long Clock)> rows)
    {
        foreach ((int id, StateCounts counts, long clock) in rows.OrderBy(row => row.Id))
            update.With(counts.Visits).With(counts.Successes).With(clock).With(id).Run();
    }
}
