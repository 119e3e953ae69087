using System.Net;
using System.Text;
using ThreeSpo.Outside;

namespace ThreeSpo.Cli.Compare;

/// <summary>Writes a report as one HTML file that needs nothing else: no scripts, no fonts, pictures inside.</summary>
internal static class HtmlPage
{
    private const string Style = """
        :root { color-scheme: light dark; }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1, h2, h3 { line-height: 1.2; }
        table { border-collapse: collapse; margin: 1rem 0; }
        th, td { padding: .25rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); text-align: right; }
        th:first-child, td:first-child { text-align: left; }
        pre { overflow-x: auto; padding: .6rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
        svg { width: 100%; height: auto; }
        """;

    public static string Of(ReportPage page, string title)
    {
        var text = new StringBuilder();
        text.Append($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{Safe(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n");
        foreach (Block block in page.Blocks)
            text.Append(Of(block)).Append('\n');

        return text.Append("</body>\n</html>\n").ToString();
    }

    private static string Of(Block block) => block switch
    {
        HeadingBlock heading => $"<h{heading.Level}>{Safe(heading.Text)}</h{heading.Level}>",
        ParagraphBlock paragraph => $"<p>{Safe(paragraph.Text)}</p>",
        CommandBlock command => $"<pre>{Safe(command.Text)}</pre>",
        ListBlock items => $"<ul>\n{string.Concat(items.All.Select(item => $"<li>{Safe(item)}</li>\n"))}</ul>",
        TableBlock table => $"<table>\n<tr>{Cells(table.Heads, "th")}</tr>\n{string.Concat(table.Rows.Select(row => $"<tr>{Cells(row, "td")}</tr>\n"))}</table>",
        PictureBlock picture => $"<figure>\n{picture.Svg}<figcaption>{Safe(picture.About)}</figcaption>\n</figure>",
        _ => throw new InvalidOperationException($"Not a block: {block}."),
    };

    private static string Cells(IEnumerable<string> cells, string tag) => string.Concat(cells.Select(cell => $"<{tag}>{Safe(cell)}</{tag}>"));

    private static string Safe(string text) => WebUtility.HtmlEncode(Printable.Line(text, 4000));
}
