namespace ThreeSpo.Runs.Reading;

/// <summary>How much of a run's database a table takes.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Bytes">About how many bytes they take.</param>
public sealed record TableSize(string Table, long Rows, long Bytes)
{
    /// <summary>Rows that the size of a table's rows is estimated from.</summary>
    private const int Sample = 1000;

    /// <summary>The tables of a run, the largest first.</summary>
    /// <remarks>Sizes are estimated from the first rows of each table, then scaled so that they add up to the database's.</remarks>
    public static IReadOnlyList<TableSize> Of(RunReader run)
    {
        ArgumentNullException.ThrowIfNull(run);
        long whole = run.First("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size", row => row.Whole(0));
        (string Table, long Rows, double Bytes)[] guesses = [.. RunTables.All.Select(one => Guess(run, one.Table))];
        double sum = guesses.Sum(one => one.Bytes);
        return [.. guesses.Where(one => one.Rows > 0).Select(one => new TableSize(one.Table, one.Rows, (long)(whole * one.Bytes / sum)))
            .OrderByDescending(one => one.Bytes).ThenBy(one => one.Table, StringComparer.Ordinal)];
    }

    private static (string Table, long Rows, double Bytes) Guess(RunReader run, string table)
    {
        long rows = run.First($"SELECT count(*) FROM {table}", row => row.Whole(0));
        IReadOnlyList<double> bytes = run.All($"SELECT * FROM {table} LIMIT {Sample}", row => 4 + Enumerable.Range(0, row.Columns).Sum(i => SizeOf(row.Value(i))));
        return (table, rows, bytes.Count == 0 ? 0 : rows * bytes.Average());
    }

    /// <summary>About what SQLite spends on a value, its kind included.</summary>
    private static double SizeOf(object? value) => value switch
    {
        null => 1,
        double => 9,
        string text => 1 + text.Length,
        byte[] bytes => 1 + bytes.Length,
        _ => 3,
    };
}
