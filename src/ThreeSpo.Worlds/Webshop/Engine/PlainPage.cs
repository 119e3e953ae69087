using System.Globalization;
using System.Text;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Pages in one line, parts separated by [SEP]: what the benchmark calls "text".</summary>
public static class PlainPage
{
    /// <summary>What stands between two parts.</summary>
    public const string Separator = " [SEP] ";

    /// <summary>The whole page.</summary>
    /// <param name="visit">Where the session stands.</param>
    /// <param name="instruction">What is asked for.</param>
    /// <param name="parts">The page's parts.</param>
    public static string Of(Visit visit, string instruction, IReadOnlyList<PagePart> parts)
    {
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentNullException.ThrowIfNull(parts);
        StringBuilder text = new(visit.Page is PageKind.Search ? $"WebShop{Separator}" : "");
        text.Append(CultureInfo.InvariantCulture, $"Instruction:{Separator}{PythonText.Strip(instruction)}");
        foreach (PagePart part in parts)
        {
            if (IsShown(part.Text))
                text.Append(Separator).Append(PythonText.Strip(part.Text));
        }

        return text.ToString();
    }

    /// <summary>The page without the instruction, every part in quotes: what an agent observes, equal for all tasks.</summary>
    /// <param name="parts">The page's parts.</param>
    public static string Observed(IReadOnlyList<PagePart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        StringBuilder text = new(64 * parts.Count);
        foreach (PagePart part in parts)
        {
            if (IsShown(part.Text))
                text.Append(text.Length == 0 ? "'" : "' [SEP] '").Append(PythonText.Strip(part.Text));
        }

        return text.Append('\'').ToString();
    }

    /// <summary>White space with a line break is no part; other white space is an empty one, as empty bullets are.</summary>
    private static bool IsShown(string text) => !string.IsNullOrWhiteSpace(text) || !text.Contains('\n', StringComparison.Ordinal);
}
