using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Data.Sqlite;
using ThreeSpo.History;
using ThreeSpo.Training;

namespace ThreeSpo.Runs;

/// <summary>Takes a run's records back to a checkpoint, and puts what they hold back into the run's memory.</summary>
public static class RunRestore
{
    private static readonly string[] ByIteration = ["text", "state", "node_state", "trajectory", "tree", "node"];

    /// <summary>Removes every row that was written after a checkpoint.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="iterations">Iterations that were done.</param>
    /// <param name="evaluations">Evaluations that had been made.</param>
    public static void RollBack(SqliteConnection connection, int iterations, int evaluations)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using SqliteTransaction transaction = connection.BeginTransaction();
        foreach (string table in ByIteration)
            RunDatabase.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {table} WHERE iteration >= {iterations}"));

        RunDatabase.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"DELETE FROM iteration WHERE number >= {iterations}"));
        RunDatabase.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"DELETE FROM evaluation WHERE id >= {evaluations}"));
        RunDatabase.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"DELETE FROM evaluation_task WHERE evaluation >= {evaluations}"));
        transaction.Commit();
    }

    /// <summary>Puts everything that finished iterations have met and counted back into the memory of a run that has just been made.</summary>
    /// <remarks>The history is counted anew from its trajectories, one by one in their order: fading included, it ends with the same bits.</remarks>
    /// <exception cref="InvalidDataException">The records do not fit together.</exception>
    public static void Fill(SqliteConnection connection, RunMemory memory)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(memory);
        try
        {
            Read(connection, memory);
        }
        catch (Exception fault) when (fault is InvalidCastException or InvalidOperationException or FormatException or OverflowException)
        {
            // What is no number where one must be; a check of the database's pages does not see that.
            throw Damaged(fault.Message);
        }
    }

    private static void Read(SqliteConnection connection, RunMemory memory)
    {
        _ = Numbered(connection, "text", memory.Texts);
        StateKey[] states = Numbered(connection, "state", memory.Met);
        StateKey[] nodes = Numbered(connection, "node_state", memory.NodesMet);
        bool twice = memory.NodeHistory != memory.History;

        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT clock, success, states, node_states FROM trajectory ORDER BY clock";
        using SqliteDataReader rows = command.ExecuteReader();
        StateKey[] path = [];
        while (rows.Read())
        {
            if (rows.GetInt64(0) != memory.History.Clock)
                throw Damaged($"trajectory {memory.History.Clock} is missing");

            bool success = rows.GetBoolean(1);
            memory.History.Record(Path(rows.GetFieldValue<byte[]>(2), states, ref path), success);
            if (twice)
                memory.NodeHistory.Record(Path(rows.GetFieldValue<byte[]>(3), nodes, ref path), success);
        }
    }

    /// <summary>Brings the counts in the tables of states, where they are of another moment, to those of the memory.</summary>
    public static void CorrectCounts(SqliteConnection connection, RunMemory memory)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(memory);
        using SqliteTransaction transaction = connection.BeginTransaction();
        using var counts = new CountRows(connection);
        counts.Write(
            [.. Wrong(connection, "state", memory.History)],
            memory.NodeHistory == memory.History ? [] : [.. Wrong(connection, "node_state", memory.NodeHistory)]);
        transaction.Commit();
    }

    private static StateKey[] Numbered(SqliteConnection connection, string table, StateNumbers numbers)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // A table's name of this project.
        command.CommandText = $"SELECT id, key FROM {table} ORDER BY id";
#pragma warning restore CA2100
        using SqliteDataReader rows = command.ExecuteReader();
        List<StateKey> keys = [];
        while (rows.Read())
        {
            StateKey key = KeyOf(rows.GetFieldValue<byte[]>(1));
            if (rows.GetInt64(0) != keys.Count)
                throw Damaged($"row {keys.Count} of the table {table} is missing");

            numbers.Restore(key, keys.Count);
            keys.Add(key);
        }

        return [.. keys];
    }

    /// <summary>States whose counts in the database are not those of a history, with the history's.</summary>
    internal static IEnumerable<(int Id, StateCounts Counts, long Clock)> Wrong(SqliteConnection connection, string table, StateHistory history)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // A table's name of this project.
        command.CommandText = $"SELECT id, key, visits, successes, clock FROM {table}";
#pragma warning restore CA2100
        using SqliteDataReader rows = command.ExecuteReader();
        while (rows.Read())
        {
            (StateCounts counts, long clock) = history.Written(KeyOf(rows.GetFieldValue<byte[]>(1)));
            if (counts != new StateCounts(rows.GetDouble(2), rows.GetDouble(3)) || clock != rows.GetInt64(4))
                yield return (rows.GetInt32(0), counts, clock);
        }
    }

    private static Span<StateKey> Path(byte[] numbers, StateKey[] keys, ref StateKey[] path)
    {
        int length = numbers.Length / 4;
        if (path.Length < length)
            path = new StateKey[2 * length];

        for (int i = 0; i < length; i++)
        {
            int number = BinaryPrimitives.ReadInt32LittleEndian(numbers.AsSpan(4 * i));
            path[i] = number >= 0 && number < keys.Length ? keys[number] : throw Damaged($"a trajectory passed state {number} of {keys.Length}");
        }

        return path.AsSpan(0, length);
    }

    private static StateKey KeyOf(byte[] bytes) => bytes.Length == 16
        ? new StateKey(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(8)))
        : throw Damaged($"a key has {bytes.Length} bytes");

    private static InvalidDataException Damaged(string how) =>
        new($"The records of the run are damaged: {how}. {RunDatabase.WhenDamaged}");
}
