using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Runs;
using ThreeSpo.Runs.Exports;
using ThreeSpo.Runs.Reading;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Tests.Runs.TensorBoard;

namespace ThreeSpo.Tests.Runs;

/// <summary>Task scores in a run's records and pages: where they say more than success, and nowhere else.</summary>
public sealed class TaskScoreTests
{
    [Fact]
    public void A_page_shows_scores_where_they_say_more_than_success()
    {
        using var plain = new HandRun();
        using var scored = new HandRun(partly: 0.25);

        Assert.DoesNotContain("score", Page(plain), StringComparison.Ordinal);
        Assert.Contains("task score 25.0 % before, 100.0 % now;", Page(scored), StringComparison.Ordinal);
        Assert.Matches(@"actions\s+success\s+task score\s+mean steps\s+time\n\s+0\s+0\.0 %\s+░+\s+25\.0 %\s+4", Page(scored));
    }

    [Fact]
    public void Two_runs_are_compared_by_scores_where_one_of_them_has_any()
    {
        using var plain = new HandRun();
        using var scored = new HandRun(partly: 0.25);

        Assert.DoesNotContain("score", Difference(plain, plain), StringComparison.Ordinal);
        Assert.Matches(@"task score before\s+0\.0 %\s+25\.0 %\n\s+task score after\s+100\.0 %\s+100\.0 %", Difference(plain, scored));
    }

    [Fact]
    public void Exports_hold_scores_where_they_say_more_than_success()
    {
        using var scored = new HandRun(partly: 0.25);
        using var folder = new TemporaryFolder();
        using var reader = RunReader.Open(scored.Path);
        using var stream = new MemoryStream();
        JsonLinesExport.Write(reader, stream);
        TensorBoardExport.Write(reader, folder.Path);

        JsonElement[] lines = [.. Encoding.UTF8.GetString(stream.ToArray()).TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(0.25, lines[0].GetProperty("taskScore").GetDouble());
        Assert.Equal(JsonValueKind.Null, lines[2].GetProperty("taskScore").ValueKind);
        EventFileReader.Event[] events = [.. EventFileReader.Read(Directory.GetFiles(folder.Path).Single()).Skip(1)];
        Assert.Equal(0.25f, events[0].Scalars.Single(one => one.Tag == "evaluation/task_score").Value);
        Assert.DoesNotContain("evaluation/task_score", events[2].Scalars.Select(one => one.Tag));
    }

    [Fact]
    public void Trajectories_are_recorded_with_the_score_of_their_last_step()
    {
        using var run = new HandRun();
        using var reader = RunReader.Open(run.Path);

        Assert.Equal([("failed", 0), ("succeeded", 1), ("truncated", 0)], reader.All(
            "SELECT ending, task_score FROM trajectory WHERE iteration = 0 ORDER BY clock", row => (row.Text(0), row.Real(1))));
    }

    [Fact]
    public void A_run_of_before_is_read_as_if_solved_tasks_had_a_score_of_one()
    {
        using var now = new HandRun();
        using var before = new HandRun();
        using (var connection = new SqliteConnection($"Data Source={before.Database};Pooling=False"))
        {
            connection.Open();
            RunDatabase.Execute(connection, "DROP VIEW curve; CREATE VIEW curve AS SELECT total_actions, success, mean_steps FROM evaluation; PRAGMA user_version = 2");
            foreach (string table in new[] { "evaluation", "evaluation_task", "trajectory" })
                RunDatabase.Execute(connection, $"ALTER TABLE {table} DROP COLUMN task_score");
            foreach (string column in new[] { "value_loss", "kl_weight", "mean_score", "sampled_states", "wide_states", "tokens" })
                RunDatabase.Execute(connection, $"ALTER TABLE iteration DROP COLUMN {column}");
        }

        Assert.Equal(Results(now).Curve, Results(before).Curve);
        using var one = RunReader.Open(now.Path);
        using var other = RunReader.Open(before.Path);
        Assert.Equal(one.DumpHash(), other.DumpHash());
        Assert.Equal(2L, other.First("PRAGMA user_version", row => row.Whole(0)));
    }

    private static RunResults Results(HandRun run)
    {
        using var reader = RunReader.Open(run.Path);
        return RunResults.Of(reader);
    }

    private static string Page(HandRun run) => string.Join('\n', RunPage.Lines(RunView.Of(run.Path, 0)));

    private static string Difference(HandRun one, HandRun other) => string.Join('\n', DiffPage.Lines(RunDifference.Of(one.Path, other.Path)));
}
