using System.Globalization;
using System.Text;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Pages with a line a part, buttons marked: what the benchmark calls "text_rich".</summary>
public static class RichPage
{
    /// <summary>The whole page.</summary>
    /// <param name="visit">Where the session stands.</param>
    /// <param name="instruction">What is asked for.</param>
    /// <param name="parts">The page's parts.</param>
    public static string Of(Visit visit, string instruction, IReadOnlyList<PagePart> parts)
    {
        ArgumentNullException.ThrowIfNull(visit);
        StringBuilder text = new(visit.Page is PageKind.Search ? "WebShop\nInstruction: \n" : "Instruction:\n");
        text.Append(instruction).Append('\n');
        Add(text, visit, parts);
        return Clicked(visit, parts) + text;
    }

    /// <summary>The page without the instruction.</summary>
    /// <param name="visit">Where the session stands.</param>
    /// <param name="parts">The page's parts.</param>
    public static string Observed(Visit visit, IReadOnlyList<PagePart> parts)
    {
        StringBuilder text = new();
        Add(text, visit, parts);
        return Clicked(visit, parts) + text;
    }

    private static void Add(StringBuilder text, Visit visit, IReadOnlyList<PagePart> parts)
    {
        string address = Address(visit);
        foreach (PagePart part in parts)
        {
            _ = part.Kind switch
            {
                PartKind.Button => Marked(text, part.Text, clicked: false),
                PartKind.Product => Marked(text.Append('\n'), part.Text, visit.Seen.Contains(part.Number)),
                PartKind.Option => Marked(text.Append("  "), part.Text, IsChosen(address, part.Text)),
                _ => string.IsNullOrWhiteSpace(part.Text) && part.Text.Contains('\n', StringComparison.Ordinal)
                    ? text : text.Append(part.Text).Append('\n'),
            };
        }
    }

    private static StringBuilder Marked(StringBuilder text, string label, bool clicked) => text.Append(
        CultureInfo.InvariantCulture, $"{(clicked ? "[clicked button]" : "[button]")} {label} {(clicked ? "[clicked button_]" : "[button_]")}\n");

    /// <summary>A line for each option that shows as clicked, those further down the page first.</summary>
    private static string Clicked(Visit visit, IReadOnlyList<PagePart> parts)
    {
        if (visit.Page is not PageKind.Item)
            return "";

        string address = Address(visit);
        return string.Concat(parts.Reverse().Where(part => part.Kind is PartKind.Option && IsChosen(address, part.Text))
            .Select(part => $"You have clicked {part.Text}.\n"));
    }

    /// <summary>As the benchmark decides it: the value stands in quotes in the page's address, whether as an option or as a word searched for.</summary>
    private static bool IsChosen(string address, string value) => address.Contains($"\"{value}\"", StringComparison.Ordinal);

    /// <summary>What the address of an item's page holds: the words searched for, then the options chosen.</summary>
    private static string Address(Visit visit) => visit.Page is PageKind.Item
        ? string.Create(CultureInfo.InvariantCulture, $"{visit.Query.Replace(' ', '+')}/{visit.ResultsPage}/{OptionsJson.Of(visit.Options, forPages: false)}") : "";
}
