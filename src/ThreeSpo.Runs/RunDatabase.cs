using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;
using ThreeSpo.Outside;

namespace ThreeSpo.Runs;

/// <summary>Opens a run's database, and brings an older one up to date.</summary>
public static class RunDatabase
{
    /// <summary>Its name in the run folder.</summary>
    public const string FileName = "run.db";

    /// <summary>What to do about a damaged database.</summary>
    public const string WhenDamaged = "Start the run again under another name=, with its settings.json: it repeats itself. Its policy is in the newest of its checkpoints.";

    private const int MostOfMessage = 200;

    /// <summary>The first schema with task scores.</summary>
    private const int ScoresSchema = 3;

    /// <summary>What makes an older database read like one with task scores: views of this connection alone, in front of its tables.</summary>
    private const string ScoresToRead = """
        CREATE TEMP VIEW evaluation AS SELECT *, success AS task_score FROM main.evaluation;
        CREATE TEMP VIEW evaluation_task AS SELECT *, CAST(ending = 'succeeded' AS REAL) AS task_score FROM main.evaluation_task;
        CREATE TEMP VIEW trajectory AS SELECT *, CAST(success AS REAL) AS task_score FROM main.trajectory;
        """;

    /// <summary>The first schema with what a critic learned, what the states of an iteration were like, and what sampling cost.</summary>
    private const int StatesSchema = 4;

    /// <summary>As <see cref="ScoresToRead"/>; what was not recorded is null.</summary>
    private const string StatesToRead = """
        CREATE TEMP VIEW iteration AS SELECT *, NULL AS value_loss, NULL AS kl_weight,
            NULL AS mean_score, NULL AS sampled_states, NULL AS wide_states, NULL AS tokens FROM main.iteration;
        """;

    /// <summary>The newest schema: one script for every step to it.</summary>
    public static int CurrentSchema => Scripts.Value.Count;

    private static readonly Lazy<IReadOnlyList<string>> Scripts = new(ReadScripts);

    /// <summary>Makes the database of a run that is about to be trained.</summary>
    public static SqliteConnection Create(string folder) => OpenToWrite(folder, isNew: true);

    /// <summary>Opens the database of a run that goes on, and brings an older one up to date.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or was made by a newer program.</exception>
    public static SqliteConnection OpenToWrite(string folder) => OpenToWrite(folder, isNew: false);

    private static SqliteConnection OpenToWrite(string folder, bool isNew) =>
        Prepared(Open(folder, isNew ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite), folder, connection =>
        {
            if (!isNew && SchemaOf(connection) == 0)
                throw new InvalidDataException($"{Path.Combine(folder, FileName)}: the database is empty. {WhenDamaged}");

            // Whoever reads sees whole batches and never waits; a committed batch outlasts a power cut.
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, "PRAGMA synchronous = FULL");
            Execute(connection, "PRAGMA cache_size = -65536");
            Migrate(connection, folder);
        });

    /// <summary>Looks through the whole database for damage.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static void Check(SqliteConnection connection, string folder)
    {
        ArgumentNullException.ThrowIfNull(connection);
        string found;
        try
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            found = command.ExecuteScalar() as string ?? "no answer";
        }
        catch (SqliteException fault)
        {
            throw Explained(fault, folder);
        }

        if (found != "ok")
            throw new InvalidDataException($"{Path.Combine(folder, FileName)}: the database is damaged ({Printable.Line(found, MostOfMessage)}). {WhenDamaged}");
    }

    /// <summary>Opens the database of a run to look at; safe while it is trained.</summary>
    /// <exception cref="InvalidDataException">It is damaged, not there, or was made by another version of the program.</exception>
    public static SqliteConnection OpenToRead(string folder)
    {
        if (!File.Exists(Path.Combine(folder, FileName)))
            throw new InvalidDataException($"There is no {FileName} in '{folder}'. Give the folder of a run that 3spo train made.");

        // A pipe or device says that it is empty, and opening it would wait for ever.
        if (new FileInfo(Path.Combine(folder, FileName)).Length == 0)
            throw new InvalidDataException($"{Path.Combine(folder, FileName)} is empty, or a pipe or device. Give the folder of a run that 3spo train made.");

        return Prepared(Open(folder, SqliteOpenMode.ReadOnly), folder, connection =>
        {
            int schema = SchemaOf(connection);
            if (schema < 1 || schema > CurrentSchema)
                throw OfAnotherVersion(folder, schema);

            if (schema < ScoresSchema)
                Execute(connection, ScoresToRead);
            if (schema < StatesSchema)
                Execute(connection, StatesToRead);
        });
    }

    /// <summary>What a fault of the database means to a user.</summary>
    public static Exception Explained(SqliteException fault, string folder)
    {
        ArgumentNullException.ThrowIfNull(fault);
        string path = Path.Combine(folder, FileName);

        // Messages quote what stands in the file.
        string message = Printable.Line(fault.Message, MostOfMessage).TrimEnd('.');
        const int Full = 13, ReadOnly = 8, CannotOpen = 14, InputOutput = 10;
        return fault.SqliteErrorCode switch
        {
            Full or InputOutput => new IOException($"The records of the run could not be written to {path}: {message}.", fault),
            ReadOnly or CannotOpen => new UnauthorizedAccessException($"{path} cannot be opened to write: {message}.", fault),
            _ => new InvalidDataException(
                $"{path}: the database is damaged ({message}). {WhenDamaged}", fault),
        };
    }

    internal static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text that comes here is a constant of this project.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>How many rows a table has whose ids count from 0 without a gap.</summary>
    internal static int RowsOf(SqliteConnection connection, string table)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // A table's name of this project.
        command.CommandText = $"SELECT coalesce(max(id) + 1, 0) FROM {table}";
#pragma warning restore CA2100
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    internal static int SchemaOf(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>A connection that is ready to use, or closed again.</summary>
    private static SqliteConnection Prepared(SqliteConnection connection, string folder, Action<SqliteConnection> prepare)
    {
        try
        {
            prepare(connection);
            return connection;
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw Explained(fault, folder);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteConnection Open(string folder, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, FileName),
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw Explained(fault, folder);
        }
    }

    private static void Migrate(SqliteConnection connection, string folder)
    {
        int schema = SchemaOf(connection);
        if (schema > CurrentSchema)
            throw OfAnotherVersion(folder, schema);

        for (; schema < CurrentSchema; schema++)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            Execute(connection, Scripts.Value[schema]);
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {schema + 1}"));
            transaction.Commit();
        }
    }

    private static InvalidDataException OfAnotherVersion(string folder, int schema) => new(
        $"{Path.Combine(folder, FileName)} has schema {schema}, and this program knows 1 to {CurrentSchema}. "
        + (schema == 0 ? "It is no run's database, or was never begun." : "Open it with the newer 3spo that made it."));

    private static string[] ReadScripts()
    {
        Assembly assembly = typeof(RunDatabase).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        })];
    }
}
