using ThreeSpo.Outside;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.Screens;

/// <summary>A page of the shop for a person: the rich form, in lines that fit a terminal.</summary>
internal static class ShopPage
{
    /// <summary>Prints it. What was chosen shows, whatever the policies are shown.</summary>
    public static void Print(WebshopSnapshot now)
    {
        Console.WriteLine();
        foreach (string line in Prose.Lines(now.Goal, ""))
            Console.WriteLine(Printable.Text(line));

        Console.WriteLine();
        foreach (PagePart part in now.Parts)
        {
            foreach (string line in Prose.Lines(Shown(now, part), part.Kind is PartKind.Option ? "    " : ""))
                Console.WriteLine(Printable.Text(line));
        }
    }

    private static string Shown(WebshopSnapshot now, PagePart part) => part.Kind switch
    {
        PartKind.Button => $"[{part.Text}]",
        PartKind.Product => $"[{part.Text}]{(now.Visit.Seen.Contains(part.Number) ? " (seen)" : "")}",
        PartKind.Option => $"[{part.Text}]{(now.Visit.Chosen(now.Product.Options[part.Number].Name) == part.Text ? " (chosen)" : "")}",
        _ => part.Text,
    };
}
