using System.Globalization;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Outside;

namespace ThreeSpo.Cli.Data;

/// <summary>What a catalogue holds, and what panels were made of it, in a terminal's width.</summary>
internal static class CataloguePage
{
    private const int MostCategories = 20;

    public static IEnumerable<string> Lines(CatalogueReport it)
    {
        yield return $"{Printable.Line(it.Path, 200)}";
        yield return "";
        foreach (string line in Columns.Lines("lrrrrr", [.. Categories(it)], Prose.Width))
            yield return line;

        yield return "";
        foreach (string line in Columns.Lines("ll", [.. Facts(it)]))
            yield return line;
    }

    public static IEnumerable<string> Lines(IReadOnlyList<PanelFile> panels)
    {
        yield return "";
        foreach (string line in Columns.Lines("lrrlrrr", [["panel", "tasks", "seed", "hash", "product", "choice", "text"], .. panels.Select(Row)], Prose.Width))
            yield return line;

        yield return "";
        foreach (string line in Prose.Lines("The last three: unseen goals that training asks for too, by their product, by product and options, and word for word.", ""))
            yield return line;
    }

    private static IEnumerable<string[]> Categories(CatalogueReport it)
    {
        yield return ["category", "products", "with options", "asked for", "synthetic goals", "human goals"];
        foreach (CategoryCounts one in it.Categories.Take(MostCategories))
            yield return Row(Printable.Line(one.Name, 20), one);

        if (it.Categories.Count > MostCategories)
            yield return Row($"{it.Categories.Count - MostCategories} others", Sum(it.Categories.Skip(MostCategories)));
        if (it.Categories.Count > 1)
            yield return Row("all", Sum(it.Categories));
    }

    private static IEnumerable<string[]> Facts(CatalogueReport it)
    {
        yield return ["queries", Shown.Number(it.Queries)];
        yield return ["groups of options", string.Join(", ", it.OptionGroups.Take(6).Select(one => $"{one.Groups}: {Shown.Number(one.Products)}"))];
        yield return ["prices", $"one: {Shown.Number(it.OnePrice)}, range: {Shown.Number(it.PriceRange)}, none ($100): {Shown.Number(it.WithoutPrice)}"];
        yield return ["from, to", string.Create(CultureInfo.InvariantCulture, $"${it.LowestPrice:N2}, ${it.HighestPrice:N2}")];
        yield return ["attributes", $"{Shown.Number(it.Attributes)}; products without an entry: {Shown.Number(it.WithoutAttributes)}"];
        yield return ["products without", $"title: {Shown.Number(it.WithoutTitle)}, description: {Shown.Number(it.WithoutDescription)}"];
        yield return ["an empty bullet", $"{Shown.Number(it.WithEmptyBullet)} products"];
        yield return ["people's sentences", $"{Shown.Number(it.People)}; of other products: {Shown.Number(it.PeopleOfOtherProducts)}"];
        yield return ["left out", $"asin nan: {Shown.Number(it.LeftOutNan)}, too long: {Shown.Number(it.LeftOutLong)}, repeated: {Shown.Number(it.LeftOutRepeated)}"];
        yield return ["damaged places", Shown.Number(it.FaultCount)];
    }

    private static CategoryCounts Sum(IEnumerable<CategoryCounts> some) => some.Aggregate(
        new CategoryCounts("", 0, 0, 0, 0, 0),
        (sum, one) => new CategoryCounts(
            "", sum.Products + one.Products, sum.WithOptions + one.WithOptions, sum.AskedFor + one.AskedFor, sum.SyntheticGoals + one.SyntheticGoals, sum.HumanGoals + one.HumanGoals));

    private static string[] Row(string name, CategoryCounts one) =>
    [
        name, Shown.Number(one.Products), Shown.Number(one.WithOptions), Shown.Number(one.AskedFor), Shown.Number(one.SyntheticGoals), Shown.Number(one.HumanGoals),
    ];

    private static string[] Row(PanelFile one) =>
    [
        $"{one.Kind} {one.Split} {one.Side}", Shown.Number(one.Tasks), one.Seed.ToString(CultureInfo.InvariantCulture), one.Hash,
        Of(one.SameProduct), Of(one.SameChoice), Of(one.SameText),
    ];

    private static string Of(int? count) => count is { } some ? Shown.Number(some) : "";
}
