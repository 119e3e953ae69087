using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

/// <summary>Small catalogues made by hand.</summary>
internal static class SmallShop
{
    /// <summary>A product with a price, an instruction and options such as ("size", ["s", "m"]).</summary>
    public static Product Product(string asin, string? instruction = null, double[]? prices = null, params (string Name, string[] Values)[] options) => new()
    {
        Asin = asin,
        Title = $"title of {asin}",
        Description = "",
        Bullets = [],
        Prices = prices ?? [12.5],
        PriceTag = "$12.5",
        Options = [.. options.Select(one => new OptionGroup(one.Name, one.Values))],
        Attributes = ["soft"],
        Query = "things",
        Category = "garden",
        CategoryPath = "a › b",
        Instruction = instruction,
        InstructionAttributes = instruction is null ? [] : ["soft"],
    };

    public static Catalogue Of(params Product[] products) => new("small", products, []);

    /// <summary>A catalogue whose products have so many goals each, from their sizes.</summary>
    public static Catalogue WithGoals(int products, int goalsEach) => Of(
        [.. Enumerable.Range(0, products).Select(i => Product(
            $"B{i:000}", $"find {i}", null, ("size", [.. Enumerable.Range(0, goalsEach).Select(size => $"{size}")])))]);
}
