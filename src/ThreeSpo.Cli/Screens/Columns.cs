namespace ThreeSpo.Cli.Screens;

/// <summary>Texts under each other in columns, without lines around them: what is looked at in a terminal and cut up in a pipe.</summary>
internal static class Columns
{
    private const string Gap = "  ";

    /// <summary>Aligns rows.</summary>
    /// <param name="alignment">A letter a column: l for left, r for right.</param>
    /// <param name="rows">The rows, headers included; as many texts each as there are columns.</param>
    /// <param name="width">The most letters of a line; 0 for any number. Where a line would be longer, its first text has a line of its own.</param>
    public static IEnumerable<string> Lines(string alignment, IReadOnlyList<string[]> rows, int width = 0)
    {
        int[] widths = [.. Enumerable.Range(0, alignment.Length).Select(i => rows.Max(row => row[i].Length))];
        int room = width - widths[1..].Sum(one => one + Gap.Length);
        if (width > 0 && widths[0] > room)
            widths[0] = Math.Max(rows[0][0].Length, rows.Select(row => row[0].Length).Where(length => length <= room).DefaultIfEmpty(0).Max());

        foreach (string[] row in rows)
        {
            bool alone = row[0].Length > widths[0];
            if (alone)
                yield return row[0];

            yield return string.Join(Gap, row.Select((text, i) =>
                i == 0 && alone ? new string(' ', widths[0]) : alignment[i] == 'r' ? text.PadLeft(widths[i]) : text.PadRight(widths[i]))).TrimEnd();
        }
    }
}
