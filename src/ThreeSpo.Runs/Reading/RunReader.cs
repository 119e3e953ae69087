using Microsoft.Data.Sqlite;

namespace ThreeSpo.Runs.Reading;

/// <summary>A run's database as it stood at one moment; safe while the run is trained, and nothing is ever written.</summary>
/// <remarks>A database may come from anywhere: whatever is in it, a fault is told as an <see cref="InvalidDataException"/> in one line.</remarks>
public sealed class RunReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _moment;

    private RunReader(string folder, SqliteConnection connection)
    {
        Folder = folder;
        _connection = connection;

        // One transaction: everything that is read fits together, however far the run has come meanwhile.
        _moment = connection.BeginTransaction(deferred: true);
    }

    /// <summary>The run's folder.</summary>
    public string Folder { get; }

    /// <summary>Opens the database of a run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="InvalidDataException">There is none, or it is damaged or of another version.</exception>
    public static RunReader Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        SqliteConnection? connection = null;
        try
        {
            connection = RunDatabase.OpenToRead(folder);
            return new RunReader(folder, connection);
        }
        catch (Exception fault) when (fault is SqliteException or UnauthorizedAccessException or IOException)
        {
            connection?.Dispose();
            throw Unreadable(folder, fault);
        }
    }

    /// <summary>Reads every row of a query.</summary>
    /// <param name="sql">The query, a constant of this project; ?1, ?2 … stand for values.</param>
    /// <param name="each">Takes a row; it is valid until the next.</param>
    /// <param name="values">The values.</param>
    public void Each(string sql, Action<Row> each, params object[] values)
    {
        ArgumentNullException.ThrowIfNull(each);
        ArgumentNullException.ThrowIfNull(values);
        try
        {
            using SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // Queries are constants of this project; what varies is bound.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.Transaction = _moment;
            for (int i = 0; i < values.Length; i++)
                command.Parameters.AddWithValue($"?{i + 1}", values[i]);

            using SqliteDataReader rows = command.ExecuteReader();
            var row = new Row(rows, this);
            while (rows.Read())
                each(row);
        }
        catch (SqliteException fault)
        {
            throw Unreadable(Folder, fault);
        }
    }

    /// <summary>As <see cref="Each"/>, with what is made of every row as a list.</summary>
    public IReadOnlyList<T> All<T>(string sql, Func<Row, T> read, params object[] values)
    {
        ArgumentNullException.ThrowIfNull(read);
        List<T> all = [];
        Each(sql, row => all.Add(read(row)), values);
        return all;
    }

    /// <summary>What is made of the first row of a query; the default where it has none.</summary>
    public T? First<T>(string sql, Func<Row, T> read, params object[] values)
    {
        IReadOnlyList<T> all = All(sql, read, values);
        return all.Count > 0 ? all[0] : default;
    }

    /// <summary>A fact about the run, such as its preset; empty where it is not there.</summary>
    public string Fact(string key) => First("SELECT value FROM run WHERE key = ?1", row => row.Text(0), key) ?? "";

    /// <summary>The value of one of the run's settings; empty where it is not there.</summary>
    public string Setting(string key) => First("SELECT value FROM setting WHERE key = ?1", row => row.Text(0), key) ?? "";

    /// <summary>The SHA-256 over everything that the run did; see <see cref="RunDump"/>.</summary>
    public string DumpHash()
    {
        try
        {
            return RunDump.Hash(_connection);
        }
        catch (SqliteException fault)
        {
            throw Unreadable(Folder, fault);
        }
    }

    /// <summary>Writes everything that the run did; see <see cref="RunDump"/>.</summary>
    public void Dump(TextWriter to)
    {
        try
        {
            RunDump.Write(_connection, to);
        }
        catch (SqliteException fault)
        {
            throw Unreadable(Folder, fault);
        }
    }

    /// <summary>Looks through the whole database for damage.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void Check() => RunDatabase.Check(_connection, Folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        _moment.Dispose();
        _connection.Dispose();
    }

    /// <summary>What to throw where records do not fit together.</summary>
    /// <param name="how">What is wrong, without a full stop.</param>
    internal InvalidDataException Damaged(string how) => new($"{PathIn(Folder)}: the database is damaged ({how}). {RunDatabase.WhenDamaged}");

    private static InvalidDataException Unreadable(string folder, Exception fault) => fault switch
    {
        SqliteException database when RunDatabase.Explained(database, folder) is InvalidDataException explained => explained,
        _ => new InvalidDataException($"{PathIn(folder)} cannot be read: {(fault.InnerException ?? fault).Message}"),
    };

    private static string PathIn(string folder) => Path.Combine(folder, RunDatabase.FileName);
}
