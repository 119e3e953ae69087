using BenchmarkDotNet.Attributes;
using ThreeSpo.Randomness;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Benchmarks;

/// <summary>
/// Claim: a purchase is scored in 20 µs or less, many times faster than by the plain computation, which prepares every text and
/// works out every score; once products are known it allocates hardly more than the reward.
/// </summary>
[MemoryDiagnoser]
public class WebshopRewardBenchmarks
{
    private const int Products = 200;
    private const int Purchases = 1000;

    private static readonly string[] Words =
    [
        "cotton", "machine", "wash", "long", "sleeve", "steel", "frame", "living", "room", "hair", "care", "gluten", "free", "easy",
        "clean", "classic", "fit", "high", "speed", "battery", "wood", "table", "lamp", "shirt", "dress", "shoe", "cable", "snack",
    ];

    private static readonly string[] Sizes = ["small", "medium", "large", "x-large", "xx-large", "2 pack", "8 fl oz (pack of 2)"];

    private readonly RuleNouns _nouns = new();
    private readonly List<(Goal Goal, Product Bought, ChosenOption[] Options)> _purchases = [];
    private PurchaseScorer _scorer = null!;

    [GlobalSetup]
    public void Setup()
    {
        Product[] products = [.. Enumerable.Range(0, Products).Select(Made)];
        for (int i = 0; i < Purchases; i++)
        {
            Draw draw = new(7, 1, i, 0);
            Product asked = products[draw.Below(Products, 0)];
            Product bought = draw.Below(3, 1) == 0 ? asked : products[draw.Below(Products, 2)];
            string colour = Colours.All[draw.Below(Colours.All.Count, 3)];
            string size = Sizes[draw.Below(Sizes.Length, 4)];
            _purchases.Add((
                new Goal(asked, "", [.. asked.Attributes.Take(4)], [new("color", $"noon {colour}"), new("size", size)], 30, 1), bought,
                [new("color", $"noon {Colours.All[draw.Below(Colours.All.Count, 5)]}"), new("size", Sizes[draw.Below(Sizes.Length, 6)])]));
        }

        _scorer = new PurchaseScorer(_nouns, RewardMode.Faithful);
        if (Plain() != Scored())
            throw new InvalidOperationException("Both ways must earn the same.");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Purchases)]
    public double Plain() => _purchases.Sum(one => Plain(one.Goal, one.Bought, one.Options));

    [Benchmark(OperationsPerInvoke = Purchases)]
    public double Scored() => _purchases.Sum(one => _scorer.Of(one.Goal, one.Bought, one.Options, 20).Total);

    [Benchmark(OperationsPerInvoke = Purchases)]
    public double ScoredWithNothingKnown()
    {
        PurchaseScorer scorer = new(_nouns, RewardMode.Faithful);
        return _purchases.Sum(one => scorer.Of(one.Goal, one.Bought, one.Options, 20).Total);
    }

    private double Plain(Goal goal, Product bought, ChosenOption[] options)
    {
        int attributes = goal.Attributes.Count(wanted =>
            bought.Attributes.Any(one => FuzzyMatch.TokenSetRatio(one, wanted) > 85)
            || bought.Title.ToLowerInvariant().Contains(wanted, StringComparison.Ordinal)
            || string.Join(' ', bought.Bullets).ToLowerInvariant().Contains(wanted, StringComparison.Ordinal)
            || bought.Description.ToLowerInvariant().Contains(wanted, StringComparison.Ordinal));
        int chosen = goal.Options.Count(wanted =>
            options.Any(one => FuzzyMatch.TokenSetRatio(Colours.NormalizeColor(one.Value), Colours.NormalizeColor(wanted)) > 85));
        double title = TypeMatch.TitleScore(_nouns.Of(goal.Product.Title), _nouns.Of(bought.Title));
        double type = TypeMatch.Of(
            goal.Product.Query == bought.Query, TypeMatch.CategoryMatch(goal.Product.CategoryPath, bought.CategoryPath), title);
        return (double)(attributes + chosen + 1) / (goal.Attributes.Count + goal.Options.Count + 1) * type;
    }

    private static Product Made(int number)
    {
        Draw draw = new(7, 0, number, 0);
        int use = 0;
        string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[draw.Below(Words.Length, use++)]));
        return new Product
        {
            Asin = $"B{number}",
            Title = "Acme " + Text(18),
            Description = Text(120),
            Bullets = [.. Enumerable.Range(0, 5).Select(_ => Text(20))],
            Prices = [20],
            PriceTag = "$20.0",
            Options = [],
            Attributes = [.. Enumerable.Range(0, 4).Select(_ => Text(2))],
            Query = Words[draw.Below(Words.Length, use++)],
            Category = "garden",
            CategoryPath = string.Join(" › ", Words[draw.Below(5, use++)], Words[draw.Below(9, use++)], Text(1)),
        };
    }
}
