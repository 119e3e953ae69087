using System.Globalization;
using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Tests.Worlds.Webshop.Generation;

/// <summary>The catalogue's statistics lie about those of the benchmark's small one.</summary>
public sealed class SyntheticStatisticsTests
{
    [Theory]
    [InlineData("fashion", 200)]
    [InlineData("garden", 216)]
    [InlineData("beauty", 238)]
    [InlineData("electronics", 229)]
    [InlineData("grocery", 117)]
    public void Categories_have_the_benchmarks_shares(string category, int products)
    {
        Assert.Equal(products, SampleCatalogue.Default.Count(listing => listing.Category == category));
        Assert.Equal(5 * products, SampleCatalogue.Large.Count(listing => listing.Category == category));
    }

    [Fact]
    public void A_thousand_products_answer_about_250_queries_several_each()
    {
        IGrouping<string, Listing>[] queries = [.. SampleCatalogue.Default.GroupBy(listing => listing.Query)];

        Assert.InRange(queries.Length, 225, 275);
        Assert.InRange(queries.Count(query => query.Count() > 1), 0.7 * queries.Length, queries.Length);
        Assert.InRange(queries.Max(query => query.Count()), 8, 30);
    }

    [Fact]
    public void Titles_have_8_to_29_words_and_18_in_the_middle()
    {
        int[] words = [.. SampleCatalogue.Large.Select(listing => listing.Name.Split(' ').Length)];

        Assert.Equal(8, words.Min());
        Assert.InRange(words.Max(), 27, 29);
        Assert.InRange(SampleCatalogue.Quantile(words, 0.5), 17, 19);
    }

    [Fact]
    public void Four_to_seven_bullets_have_about_125_characters()
    {
        Assert.All(SampleCatalogue.Large, listing => Assert.InRange(listing.Bullets.Count, 4, 7));
        Assert.InRange(SampleCatalogue.Quantile(SampleCatalogue.Large.SelectMany(listing => listing.Bullets.Select(bullet => bullet.Length)), 0.5), 110, 140);
    }

    [Fact]
    public void Nearly_half_of_the_descriptions_are_empty() =>
        Assert.InRange(Share(listing => listing.Description.Length == 0), 0.40, 0.50);

    [Fact]
    public void Products_have_none_to_six_attributes_and_two_in_the_middle()
    {
        int[] counts = [.. SampleCatalogue.Large.Select(listing => listing.Attributes.Count)];

        Assert.Equal(0, counts.Min());
        Assert.Equal(6, counts.Max());
        Assert.Equal(2, SampleCatalogue.Quantile(counts, 0.5));
        Assert.All(SampleCatalogue.Large, listing => Assert.Equal(listing.Attributes.Count, listing.Attributes.Distinct().Count()));
        Assert.All(SampleCatalogue.Large.SelectMany(listing => listing.Attributes), name => Assert.Equal(2, name.Split(' ').Length));
    }

    [Fact]
    public void Paths_are_3_to_5_deep_and_end_in_the_query()
    {
        Assert.All(SampleCatalogue.Large, listing => Assert.InRange(listing.CategoryPath.Split(" › ").Length, 3, 5));
        Assert.All(SampleCatalogue.Large, listing => Assert.EndsWith(listing.CategoryPath.Split(" › ")[^1], listing.Query, StringComparison.OrdinalIgnoreCase));
        Assert.InRange(Share(listing => listing.CategoryPath.Split(" › ").Length >= 4), 0.5, 0.9);
    }

    [Fact]
    public void Fewer_than_half_of_the_products_have_options()
    {
        Assert.InRange(Share(listing => SampleCatalogue.Choosable(listing).Count == 0), 0.54, 0.62);
        Assert.InRange(Share(listing => SampleCatalogue.Choosable(listing).Count >= 2), 0.12, 0.22);
        Assert.InRange(Share(listing => Has(listing, "Color")), 0.24, 0.33);
        Assert.InRange(Share(listing => Has(listing, "Size")), 0.22, 0.31);
        Assert.All(["Style", "Flavor Name", "Fit Type", "Scent"], name => Assert.InRange(Share(listing => Has(listing, name)), 0.005, 0.08));
    }

    [Fact]
    public void Groups_have_two_to_ten_values_and_now_and_then_many()
    {
        int[] counts = [.. SampleCatalogue.Large.SelectMany(SampleCatalogue.Choosable).Select(option => option.Values.Count)];

        Assert.Equal(2, counts.Min());
        Assert.Equal(4, SampleCatalogue.Quantile(counts, 0.5));
        Assert.InRange(SampleCatalogue.Quantile(counts, 0.9), 7, 10);
        Assert.InRange(counts.Max(), 30, 45);
    }

    [Fact]
    public void Prices_lie_about_30_dollars_with_a_long_tail()
    {
        double[] prices = [.. SampleCatalogue.Large.Where(listing => listing.Pricing.Length > 0).Select(Lowest)];

        Assert.InRange(SampleCatalogue.Quantile(prices, 0.5), 25, 40);
        Assert.InRange(SampleCatalogue.Quantile(prices, 0.1), 7, 15);
        Assert.InRange(SampleCatalogue.Quantile(prices, 0.9), 120, 250);
        Assert.InRange(Share(listing => listing.Pricing.Contains('-', StringComparison.Ordinal)), 0.07, 0.11);
        Assert.InRange(Share(listing => listing.Pricing.Length == 0), 0.06, 0.10);
    }

    [Fact]
    public void Two_of_five_products_are_asked_for_by_two_to_four_of_their_attributes()
    {
        Listing[] asked = [.. SampleCatalogue.Large.Where(listing => listing.Instruction is not null)];

        Assert.InRange(Share(listing => listing.Instruction is not null), 0.38, 0.42);
        Assert.All(asked, listing => Assert.InRange(listing.InstructionAttributes.Count, 2, 4));
        Assert.All(asked, listing => Assert.Subset(listing.Attributes.ToHashSet(), listing.InstructionAttributes.ToHashSet()));
        Assert.All([2, 3, 4], count => Assert.Contains(asked, listing => listing.InstructionAttributes.Count == count));
    }

    [Fact]
    public void Listings_speak_of_most_of_their_attributes_and_of_all_that_are_asked_for()
    {
        (Listing Listing, string Name)[] pairs = [.. SampleCatalogue.Large.SelectMany(listing => listing.Attributes.Select(name => (listing, name)))];
        double spoken = pairs.Count(pair => Text(pair.Listing).Contains(pair.Name, StringComparison.Ordinal)) / (double)pairs.Length;

        Assert.InRange(spoken, 0.75, 0.95);
        Assert.All(
            SampleCatalogue.Large.SelectMany(listing => listing.InstructionAttributes.SelectMany(name => name.Split(' ')).Select(word => (listing, word))),
            pair => Assert.Contains(pair.word, Text(pair.listing), StringComparison.Ordinal));
    }

    private static bool Has(Listing listing, string name) => SampleCatalogue.Choosable(listing).Any(option => option.Name == name);

    private static double Share(Func<Listing, bool> which) => SampleCatalogue.Large.Count(which) / (double)SampleCatalogue.Large.Count;

    private static double Lowest(Listing listing) =>
        double.Parse(listing.Pricing.Split(' ')[0][1..], NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static string Text(Listing listing) => $"{listing.Name} {string.Join(' ', listing.Bullets)} {listing.Description}".ToLowerInvariant();
}
