using System.Text;
using ThreeSpo.Outside;

namespace ThreeSpo.Cli.Compare;

/// <summary>Writes a report as Markdown, its pictures as files beside it.</summary>
internal static class MarkdownPage
{
    public static string Of(ReportPage page)
    {
        var text = new StringBuilder();
        foreach (Block block in page.Blocks)
            text.Append(Of(block)).Append('\n');

        return text.ToString();
    }

    private static string Of(Block block) => block switch
    {
        HeadingBlock heading => $"{new string('#', heading.Level)} {Safe(heading.Text)}\n",
        ParagraphBlock paragraph => $"{Safe(paragraph.Text)}\n",
        CommandBlock command => $"    {Printable.Line(command.Text, 2000)}\n",
        ListBlock items => string.Concat(items.All.Select(item => $"- {Safe(item)}\n")),
        TableBlock table => $"{Row(table.Heads)}{Row(table.Heads.Select((_, i) => i == 0 ? "---" : "---:"), escape: false)}{string.Concat(table.Rows.Select(row => Row(row)))}",
        PictureBlock picture => $"![{Safe(picture.About)}]({picture.File})\n",
        _ => throw new InvalidOperationException($"Not a block: {block}."),
    };

    private static string Row(IEnumerable<string> cells, bool escape = true) =>
        $"| {string.Join(" | ", cells.Select(cell => escape ? Safe(cell).Replace("|", "\\|", StringComparison.Ordinal) : cell))} |\n";

    /// <summary>Labels are a recipe's, and reasons the world's: neither is markup.</summary>
    private static string Safe(string text)
    {
        var safe = new StringBuilder();
        foreach (char letter in Printable.Line(text, 4000))
            safe.Append(letter is '<' or '`' or '[' or ']' or '*' or '_' or '\\' ? $"\\{letter}" : letter);

        return safe.ToString();
    }
}
