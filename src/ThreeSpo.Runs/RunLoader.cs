using System.Globalization;
using Microsoft.Data.Sqlite;
using ThreeSpo.Outside;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;
using ThreeSpo.Training;

namespace ThreeSpo.Runs;

/// <summary>Takes a run back to its newest checkpoint that is whole.</summary>
public static class RunLoader
{
    /// <summary>Puts a run that has just been made where a checkpoint stands.</summary>
    /// <param name="connection">The run's database, as it was left.</param>
    /// <param name="checkpoint">The checkpoint and its manifest.</param>
    /// <param name="run">The run.</param>
    /// <param name="policy">Its policy, opened from the checkpoint.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidDataException">Records and checkpoint do not fit together.</exception>
    public static async ValueTask LoadAsync(
        SqliteConnection connection, (string Path, CheckpointManifest Manifest) checkpoint, TrainingRun run, IRunPolicy policy,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(policy);
        RunRestore.RollBack(connection, checkpoint.Manifest.Iterations, checkpoint.Manifest.Evaluations);
        RunRestore.Fill(connection, run.Memory);

        using (FileStream file = File.OpenRead(Path.Combine(checkpoint.Path, RunFolder.StateFile)))
        {
            using var from = new StateReader(file);
            await LoadAsync(from, run, policy, cancellation).ConfigureAwait(false);
        }

        policy.LoadLearner(checkpoint.Path);
        RunRestore.CorrectCounts(connection, run.Memory);
    }

    /// <summary>Puts back everything but the policy, its learner and the records.</summary>
    internal static async ValueTask LoadAsync(StateReader from, TrainingRun run, IRunPolicy policy, CancellationToken cancellation)
    {
        try
        {
            await run.LoadAsync(from, policy.Proposals, cancellation).ConfigureAwait(false);
        }
        catch (WorldFaultException fault)
        {
            throw new InvalidDataException($"{Printable.Line(fault.Message, 300)} The run was saved in the middle of this task and needs its world to go on.", fault);
        }

        if (from.Left > 0)
            throw new InvalidDataException($"A saved run is damaged: {from.Left} bytes are left over. Use the checkpoint before.");
    }

    /// <summary>Takes a run that has no checkpoint back to its beginning.</summary>
    public static void Restart(SqliteConnection connection) => RunRestore.RollBack(connection, 0, 0);

    /// <summary>How long a run has taken, by its records.</summary>
    public static TimeSpan Elapsed(SqliteConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT max(coalesce((SELECT max(seconds) FROM iteration), 0), coalesce((SELECT max(seconds) FROM evaluation), 0))";
        return TimeSpan.FromSeconds(Convert.ToDouble(command.ExecuteScalar(), CultureInfo.InvariantCulture));
    }

    /// <summary>A fact about the run that was written before; null where there is none.</summary>
    public static string? Fact(SqliteConnection connection, string key)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM run WHERE key = $key";
        command.Parameters.AddWithValue("$key", key);
        return command.ExecuteScalar() as string;
    }

    /// <summary>Writes facts about the run, such as its policy and panel, and its settings with their origins.</summary>
    public static void WriteFacts(
        SqliteConnection connection, IEnumerable<(string Key, string Value)> facts,
        IEnumerable<(string Key, string Value, string Origin)> settings)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        using SqliteTransaction transaction = connection.BeginTransaction();
        using var fact = new Statement(connection, "INSERT OR REPLACE INTO run VALUES (?, ?)");

        // A run that goes on takes its settings from its own file: one that is as it was keeps where it first came from.
        using var setting = new Statement(
            connection,
            "INSERT INTO setting VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, origin = excluded.origin WHERE value <> excluded.value");
        foreach ((string key, string value) in facts)
            fact.With(key).With(value).Run();
        foreach ((string key, string value, string origin) in settings)
            setting.With(key).With(value).With(origin).Run();

        transaction.Commit();
    }
}
