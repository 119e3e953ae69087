using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.Data;

/// <summary>What a catalogue holds; camel-cased as it stands for --json.</summary>
internal sealed record CatalogueReport(
    string Path, int Products, int Queries, IReadOnlyList<CategoryCounts> Categories, IReadOnlyList<GroupCount> OptionGroups, int OnePrice, int PriceRange,
    int WithoutPrice, double LowestPrice, double HighestPrice, int Attributes, int WithoutAttributes, int WithoutTitle, int WithoutDescription, int WithEmptyBullet,
    int People, int PeopleOfOtherProducts, int LeftOutNan, int LeftOutLong, int LeftOutRepeated, IReadOnlyList<CatalogueFault> Faults, int FaultCount)
{
    /// <summary>Counts what was read. Goals that cannot be made are a fault, too.</summary>
    public static CatalogueReport Of(CatalogueCheck check)
    {
        Catalogue catalogue = check.Catalogue;
        IReadOnlyList<Product> products = catalogue.Products;
        List<CatalogueFault> faults = [.. check.Faults];
        int[] synthetic = GoalsPerProduct(catalogue, GoalKind.Synthetic, faults);
        int[] human = GoalsPerProduct(catalogue, GoalKind.Human, faults);
        double[] prices = [.. products.SelectMany(one => one.Prices)];
        CatalogueTally tally = check.Tally;
        return new CatalogueReport(
            catalogue.Name,
            products.Count,
            products.Select(one => one.Query).Distinct().Count(),
            [.. Enumerable.Range(0, products.Count).GroupBy(i => products[i].Category).OrderBy(some => some.Key, StringComparer.Ordinal)
                .Select(some => CategoryCounts.Of(some.Key, [.. some], products, synthetic, human))],
            [.. products.CountBy(one => one.Options.Count).OrderBy(pair => pair.Key).Select(pair => new GroupCount(pair.Key, pair.Value))],
            products.Count(one => one.Prices.Count == 1) - tally.WithoutPrice,
            products.Count(one => one.Prices.Count == 2),
            tally.WithoutPrice,
            prices.DefaultIfEmpty(0).Min(),
            prices.DefaultIfEmpty(0).Max(),
            products.SelectMany(one => one.Attributes).Distinct().Count(),
            tally.WithoutNotes,
            tally.WithoutTitle,
            tally.WithoutDescription,
            tally.WithEmptyBullet,
            catalogue.People.Count,
            catalogue.People.Count(one => catalogue.NumberOf(one.Asin) < 0),
            tally.Nameless,
            tally.LongNamed,
            tally.Repeated,
            faults,
            check.FaultCount + faults.Count - check.Faults.Count);
    }

    private static int[] GoalsPerProduct(Catalogue catalogue, GoalKind kind, List<CatalogueFault> faults)
    {
        int[] goals = new int[catalogue.Products.Count];
        try
        {
            var book = GoalBook.Draw(catalogue, kind, seed: 0);
            for (int i = 0; i < book.Count; i++)
                goals[book.ProductNumber(i)]++;
        }
        catch (InvalidDataException refused)
        {
            faults.Add(new CatalogueFault(catalogue.Name, "goals", refused.Message));
        }

        return goals;
    }
}

/// <summary>How many products have so many groups of options.</summary>
internal sealed record GroupCount(int Groups, int Products);

/// <summary>What a category holds.</summary>
internal sealed record CategoryCounts(string Name, int Products, int WithOptions, int AskedFor, int SyntheticGoals, int HumanGoals)
{
    public static CategoryCounts Of(string name, int[] numbers, IReadOnlyList<Product> products, int[] synthetic, int[] human) => new(
        name,
        numbers.Length,
        numbers.Count(i => products[i].Options.Count > 0),
        numbers.Count(i => products[i].Instruction is not null),
        numbers.Sum(i => synthetic[i]),
        numbers.Sum(i => human[i]));
}
