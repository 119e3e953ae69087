using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ThreeSpo.Runs;
using ThreeSpo.Runs.Reading;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Runs;

/// <summary>docs/metrics.md is about the run folder as it is.</summary>
public sealed partial class MetricsPageTests(TrainedRun trained)
{
    [Fact]
    public void Every_table_view_and_column_is_explained()
    {
        using var run = new HandRun();
        using var reader = RunReader.Open(run.Path);
        string page = Page();

        foreach (string table in reader.All("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')", row => row.Text(0)))
        {
            string part = Part(page, table);
            Assert.All(
                reader.All($"SELECT name FROM pragma_table_info('{table}')", row => row.Text(0)),
                column => Assert.True(part.Contains($"`{column}`", StringComparison.Ordinal) || table == "tried", $"docs/metrics.md does not explain {table}.{column}."));
        }
    }

    [Fact]
    public void Every_name_of_an_export_is_explained()
    {
        string page = Page();
        foreach (Figure figure in Figure.OfIterations.Concat(Figure.OfEvaluations))
        {
            Assert.Contains($"`{figure.Name}`", page, StringComparison.Ordinal);
            if (figure.Tag is { } tag)
                Assert.True(page.Contains($"`{tag[(tag.IndexOf('/', StringComparison.Ordinal) + 1)..]}`", StringComparison.Ordinal) && page.Contains($"`{tag[..(tag.IndexOf('/', StringComparison.Ordinal) + 1)]}`", StringComparison.Ordinal), tag);
        }
    }

    [Fact]
    public async Task Every_query_of_the_page_runs_on_a_real_run()
    {
        await trained.ReadyAsync();
        using var reader = RunReader.Open(trained.Branch);
        string[] queries = [.. Queries().Matches(Page()).Select(match => match.Groups[1].Value)];

        Assert.InRange(queries.Length, 6, 20);
        Assert.All(queries, query => Assert.NotNull(reader.All(query, row => row.Columns)));
    }

    [Fact]
    public void Every_table_is_among_those_that_are_exported_and_measured()
    {
        using var run = new HandRun();
        using var reader = RunReader.Open(run.Path);

        Assert.Equal(
            reader.All("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", row => row.Text(0)),
            RunTables.All.Select(one => one.Table).Order(StringComparer.Ordinal));
    }

    /// <summary>What the page says of a table: from its bold name to the next.</summary>
    private static string Part(string page, string table)
    {
        int begin = page.IndexOf($"**{table}**", StringComparison.Ordinal);
        Assert.True(begin >= 0, $"docs/metrics.md does not explain the table {table}.");
        Match next = NextTable().Match(page, begin + 1);
        return page[begin..(next.Success ? next.Index : page.Length)];
    }

    private static string Page([CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "metrics.md"));

    [GeneratedRegex(@"(?<=\n)\*\*\w+\*\*|(?<=\n)## ")]
    private static partial Regex NextTable();

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Queries();
}
