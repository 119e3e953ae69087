using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Search;

/// <summary>Products made up for tests of searches.</summary>
internal static class SmallCatalogue
{
    private static readonly string[] Words =
        ["red", "blue", "shoe", "shoes", "running", "women's", "4k", "2.5mm", "the", "of", "★", "中文", "cotton", "usb-c", "İstanbul", "don't", "wi-fi", "lamp", "lamps", "café"];

    /// <summary>A product with texts, and nothing else that a search looks at.</summary>
    public static Product Product(string asin, string title, string description = "", IReadOnlyList<string>? bullets = null, IReadOnlyList<OptionGroup>? options = null) => new()
    {
        Asin = asin,
        Title = title,
        Description = description,
        Bullets = bullets ?? [],
        Prices = [1],
        PriceTag = "$1.0",
        Options = options ?? [],
        Attributes = [],
        Query = "",
        Category = "",
        CategoryPath = "",
    };

    /// <summary>Products of few words, so that searches meet ties, repetitions and empty texts.</summary>
    public static Product[] Drawn(int number, int count)
    {
        var chance = new Chance("small catalogue", number);
        return
        [
            .. Enumerable.Range(0, count).Select(i => Product(
                $"A{(i * 7919) % 10007:00000}", Text(chance, 12), Text(chance, 30), chance.OneIn(3) ? [] : [Text(chance, 8), "never searched"],
                chance.OneIn(2) ? [] : [new OptionGroup("color", ["red", Text(chance, 3)])])),
        ];
    }

    /// <summary>Some words, or none.</summary>
    public static string Text(Chance chance, int most) => string.Join(' ', Enumerable.Range(0, chance.Below(most)).Select(_ => chance.Of(Words)));
}
