using System.Globalization;
using System.Text;
using ThreeSpo.Outside;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Runs.Exports;

/// <summary>A run's tables as CSV, a file a table.</summary>
/// <remarks>
/// RFC 4180: fields divided by commas, rows by CR LF, the first row the columns' names. Texts stand in quotes, nothing is an empty field,
/// bytes are hexadecimal digits, and numbers that are not finite are NaN, Infinity and -Infinity.
/// </remarks>
public static class CsvExport
{
    private static readonly string[] NotFinite = ["NaN", "Infinity", "-Infinity"];

    /// <summary>Writes all tables.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The folder that the files go into.</param>
    /// <returns>How many rows.</returns>
    public static long Write(RunReader run, string folder)
    {
        ArgumentNullException.ThrowIfNull(run);
        long rows = 0;
        foreach ((string table, string order) in RunTables.All)
        {
            using var file = new StreamWriter(Path.Combine(folder, $"{table}.csv"), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            file.Write($"{string.Join(',', run.All($"SELECT name FROM pragma_table_info('{table}') ORDER BY cid", row => row.Text(0)))}\r\n");
            run.Each($"SELECT * FROM {table} ORDER BY {order}", row =>
            {
                Write(file, row);
                rows++;
            });
        }

        return rows;
    }

    private static void Write(StreamWriter file, Row row)
    {
        for (int i = 0; i < row.Columns; i++)
        {
            if (i > 0)
                file.Write(',');

            file.Write(Field(row.Value(i)));
        }

        file.Write("\r\n");
    }

    /// <summary>One field as it stands in a file.</summary>
    public static string Field(object? value) => value switch
    {
        null => "",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        string text when NotFinite.Contains(text) => text,
        _ => Quoted(Printable.Text((string)value)),
    };

    /// <summary>A text in quotes. An apostrophe before what a spreadsheet would take for a formula keeps it a text there.</summary>
    private static string Quoted(string text) =>
        $"\"{(text.Length > 0 && "=+-@\t".Contains(text[0], StringComparison.Ordinal) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
