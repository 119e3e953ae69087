using ThreeSpo.Runs.Reading;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Runs.Reading;

public sealed class RunReaderTests : IDisposable
{
    private readonly HandRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Everything_that_is_read_is_of_one_moment()
    {
        using var reader = RunReader.Open(_run.Path);
        int before = RunResults.Of(reader).Iterations;
        _run.Execute("DELETE FROM iteration WHERE number = 1");

        Assert.Equal((2, 2), (before, RunResults.Of(reader).Iterations));
        using var later = RunReader.Open(_run.Path);
        Assert.Equal(1, RunResults.Of(later).Iterations);
    }

    [Fact]
    public void Results_are_those_of_the_last_iteration_and_the_curve()
    {
        using var reader = RunReader.Open(_run.Path);
        var results = RunResults.Of(reader);

        Assert.Equal((2, 10, 20, 6), (results.Iterations, results.Actions, results.Budget, results.Trajectories));
        Assert.Equal((0, 1), (results.Before, results.Now));
        Assert.Equal(3, results.ActionsTo60);

        // By hand: a triangle up to 5 actions, then level: (2.5 + 15) / 20.
        Assert.Equal(0.875, results.Area(20));
        Assert.Equal(2.5, results.Seconds);
    }

    [Fact]
    public void A_number_that_is_not_finite_is_read_as_what_it_is()
    {
        using var reader = RunReader.Open(_run.Path);

        Assert.True(double.IsNaN(reader.First("SELECT loss FROM iteration WHERE number = 1", row => row.Real(0))));
    }

    [Theory]
    [InlineData("UPDATE iteration SET total_actions = 'many'", "total_actions is not a whole number")]
    [InlineData("UPDATE evaluation SET success = x'00'", "success is not a number")]
    [InlineData("UPDATE iteration SET distinct_texts = 1.5", "distinct_texts is not a whole number")]
    public void A_value_of_another_kind_is_damage(string sql, string expected)
    {
        _run.Execute(sql);
        using var reader = RunReader.Open(_run.Path);

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => RunResults.Of(reader));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_is_missing_is_damage()
    {
        _run.Execute("DROP TABLE evaluation_task; DROP TABLE evaluation");
        using var reader = RunReader.Open(_run.Path);

        Assert.Contains("no such table", Assert.Throws<InvalidDataException>(() => RunResults.Of(reader)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hardest_states_are_those_that_failed_most_often()
    {
        using var reader = RunReader.Open(_run.Path);
        IReadOnlyList<HardState> states = HardState.Of(reader, 2);

        Assert.Equal(2, states.Count);
        Assert.All(states, state => Assert.Equal(0, state.Rate));
        Assert.Contains(states, state => state.Text == "=dead \u001b[31mend");
    }

    [Fact]
    public void A_run_whose_log_ends_with_interrupted_was_interrupted_and_any_other_is_unfinished()
    {
        Assert.Equal(RunCondition.Interrupted, RunSummary.Of(_run.Path).Condition);
        File.AppendAllText(System.IO.Path.Combine(_run.Path, "log.txt"), "2026-11-26 12:01:00 gone on with\n");
        Assert.Equal(RunCondition.Unfinished, RunSummary.Of(_run.Path).Condition);
    }

    [Theory]
    [InlineData("""{ "stopped": null }""", RunCondition.Ended)]
    [InlineData("""{ "stopped": "it stalled" }""", RunCondition.Stopped)]
    [InlineData("not a result", RunCondition.Damaged)]
    public void A_result_says_how_a_run_ended(string result, RunCondition expected)
    {
        File.WriteAllText(System.IO.Path.Combine(_run.Path, "result.json"), result);

        Assert.Equal(expected, RunSummary.Of(_run.Path).Condition);
    }

    [Fact]
    public void A_broken_run_never_breaks_the_list_and_what_is_no_run_is_left_out()
    {
        string folder = System.IO.Path.GetDirectoryName(_run.Path)!;
        Directory.CreateDirectory(System.IO.Path.Combine(folder, "broken"));
        File.WriteAllText(System.IO.Path.Combine(folder, "broken", "settings.json"), "{}");
        File.WriteAllText(System.IO.Path.Combine(folder, "broken", "run.db"), "no database");
        Directory.CreateDirectory(System.IO.Path.Combine(folder, "else"));

        Assert.Equal(
            [("broken", RunCondition.Damaged), ("run", RunCondition.Interrupted)], RunSummary.In(folder).Select(run => (run.Name, run.Condition)));
    }

    [Fact]
    public void Equal_runs_have_equal_records_and_others_differ_from_an_iteration_on()
    {
        using var same = new HandRun();
        using var changed = new HandRun(change: true);
        using var silent = new HandRun(texts: false);
        using var one = RunReader.Open(_run.Path);

        Assert.Equal(new RecordComparison(true, 2, null), Against(same));
        Assert.Equal(new RecordComparison(false, 2, 1), Against(changed));
        Assert.Equal(new RecordComparison(false, 2, null), Against(silent));

        RecordComparison Against(HandRun run)
        {
            using var other = RunReader.Open(run.Path);
            return RecordComparison.Of(one, other);
        }
    }

    [Fact]
    public void Sizes_of_tables_add_up_to_that_of_the_database()
    {
        using var reader = RunReader.Open(_run.Path);
        IReadOnlyList<TableSize> tables = TableSize.Of(reader);

        Assert.Equal(12, tables.Single(table => table.Table == "node").Rows);
        Assert.InRange(tables.Sum(table => table.Bytes), 50_000, new FileInfo(_run.Database).Length);
    }
}
