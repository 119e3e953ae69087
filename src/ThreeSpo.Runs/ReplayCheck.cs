using System.Globalization;
using Microsoft.Data.Sqlite;
using ThreeSpo.History;
using ThreeSpo.Rollouts;
using ThreeSpo.Training;

namespace ThreeSpo.Runs;

/// <summary>Holds a run that is repeated against the records of the first time, and finds where they first differ.</summary>
/// <param name="recorded">The records.</param>
public sealed class ReplayCheck(SqliteConnection recorded)
{
    private int _evaluations;

    /// <summary>Iterations that were recorded.</summary>
    public int Iterations { get; } = Count(recorded, "iteration");

    /// <summary>Evaluations that were recorded.</summary>
    public int Evaluations { get; } = Count(recorded, "evaluation");

    /// <summary>Whether everything recorded has been repeated.</summary>
    public bool IsComplete(RunProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return progress.Iteration >= Iterations && _evaluations >= Evaluations;
    }

    /// <summary>Compares an iteration or an evaluation that was just repeated.</summary>
    /// <returns>What differs first, here and in the records; null where nothing does.</returns>
    public string? Difference(RunProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return progress.Evaluation is { } evaluation ? InEvaluation(_evaluations++, progress, evaluation) : InIteration(progress);
    }

    /// <summary>Compares the counts of all states, at the end.</summary>
    public string? Difference(RunMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return InCounts("state", memory.Met, memory.History)
            ?? (memory.NodeHistory == memory.History ? null : InCounts("node_state", memory.NodesMet, memory.NodeHistory));
    }

    private string? InEvaluation(int number, RunProgress progress, Evaluation evaluation)
    {
        using SqliteCommand command = Select("SELECT number, task, ending, steps, task_score FROM evaluation_task WHERE evaluation = $number ORDER BY number", number);
        using SqliteDataReader rows = command.ExecuteReader();
        for (int i = 0; i < evaluation.Episodes.Count; i++)
        {
            EpisodeOutcome here = evaluation.Episodes[i];
            if (!rows.Read())
                return number < Evaluations ? $"evaluation {number}: {evaluation.Episodes.Count} tasks here, {i} recorded" : null;

            string then = $"{rows.GetString(1)}: {rows.GetString(2)} after {rows.GetInt64(3)} steps";
            string now = string.Create(CultureInfo.InvariantCulture, $"{here.Task.Id}: {Words.Of(here.Ending)} after {here.Steps} steps");
            if (now != then)
                return $"evaluation {number}, after {progress.Total.Actions} actions: {now} here, {then} recorded";
            if (rows.GetDouble(4) != here.Score)
                return string.Create(CultureInfo.InvariantCulture, $"evaluation {number}, {here.Task.Id}: task score {here.Score:R} here, {rows.GetDouble(4):R} recorded");
        }

        return null;
    }

    private string? InIteration(RunProgress progress)
    {
        int number = progress.Iteration - 1;
        using SqliteCommand command = Select("SELECT fingerprint, actions, total_actions FROM iteration WHERE number = $number", number);
        using SqliteDataReader rows = command.ExecuteReader();
        if (!rows.Read() || rows.GetString(0) == Fingerprint.Of(progress.Trees))
            return null;

        return InTrees(number, progress.Trees)
            ?? $"iteration {number}: {progress.Last.Actions} actions here, {rows.GetInt64(1)} recorded; its trees are not recorded any more, so it cannot be said where in it";
    }

    private string? InTrees(int number, IReadOnlyList<RolloutTree> trees)
    {
        foreach (RolloutTree tree in trees)
        {
            using SqliteCommand command = Select(
                """
                SELECT node.number, node.parent, node.action, node.log_probability, node.ending, state.key, node.advantage
                FROM node JOIN state ON state.id = node.state WHERE node.iteration = $number AND node.slot = $slot ORDER BY node.number
                """,
                number);
            command.Parameters.AddWithValue("$slot", tree.Slot);
            using SqliteDataReader rows = command.ExecuteReader();
            if (!rows.Read())
                return null;

            string place = $"iteration {number}, tree {tree.Slot} ({tree.Task.Id})";
            foreach (Branch branch in tree.Branches())
            {
                if (!rows.Read())
                    return $"{place}: {tree.Nodes} nodes here, {branch.Child.Index} recorded";
                if (InNode(rows, branch) is { } difference)
                    return $"{place}, node {branch.Child.Index}: {difference}";
            }

            if (rows.Read())
                return $"{place}: {tree.Nodes} nodes here, more recorded";
        }

        return null;
    }

    private static string? InNode(SqliteDataReader row, Branch branch)
    {
        long parent = branch.Child.Parent!.Index;
        if (row.GetInt64(1) != parent)
            return $"tried at node {parent} here, at node {row.GetInt64(1)} recorded";
        if (row.GetString(2) != branch.Proposal.Action)
            return $"'{branch.Proposal.Action}' here, '{row.GetString(2)}' recorded";
        if (row.GetDouble(3) != branch.Proposal.LogProbability)
            return string.Create(CultureInfo.InvariantCulture, $"ln π is {branch.Proposal.LogProbability:R} here, {row.GetDouble(3):R} recorded: the weights differ");
        if (row.GetString(4) != Words.Of(branch.Ending))
            return $"ends as {Words.Of(branch.Ending)} here, as {row.GetString(4)} recorded";
        if (Convert.ToHexStringLower(row.GetFieldValue<byte[]>(5)) != branch.Child.State.ToString())
            return "leads to another state here than the recorded one: the world answers otherwise";

        return row.GetDouble(6) == branch.Child.Advantage
            ? null : string.Create(CultureInfo.InvariantCulture, $"advantage {branch.Child.Advantage:R} here, {row.GetDouble(6):R} recorded");
    }

    private string? InCounts(string table, StateNumbers met, StateHistory history)
    {
        if (Count(recorded, table) != met.Count)
            return $"{met.Count} rows of the table {table} here, {Count(recorded, table)} recorded";

        return RunRestore.Wrong(recorded, table, history).Select(one => string.Create(
            CultureInfo.InvariantCulture, $"row {one.Id} of the table {table}: {one.Counts.Visits:R} visits here, others recorded")).FirstOrDefault();
    }

    private SqliteCommand Select(string sql, int number)
    {
        SqliteCommand command = recorded.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$number", number);
        return command;
    }

    private static int Count(SqliteConnection connection, string table)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // A table's name of this project.
        command.CommandText = $"SELECT count(*) FROM {table}";
#pragma warning restore CA2100
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
