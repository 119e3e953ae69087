using System.Text.RegularExpressions;
using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Tests.Worlds.Webshop.Generation;

public sealed partial class SyntheticCatalogueTests
{
    [Theory]
    [InlineData(10, 1)]
    [InlineData(100, 7)]
    [InlineData(1000, -1)]
    public void The_same_size_and_seed_make_the_same_files(int products, int seed)
    {
        SyntheticCatalogue one = SyntheticCatalogue.Create(products, seed);
        SyntheticCatalogue other = SyntheticCatalogue.Create(products, seed);

        Assert.Equal(SyntheticFiles.Items(one), SyntheticFiles.Items(other));
        Assert.Equal(SyntheticFiles.Attributes(one), SyntheticFiles.Attributes(other));
        Assert.Equal(SyntheticFiles.People(one), SyntheticFiles.People(other));
    }

    [Fact]
    public void Another_seed_makes_other_products()
    {
        IReadOnlyList<Listing> one = SampleCatalogue.Listings(100, seed: 1);
        IReadOnlyList<Listing> other = SampleCatalogue.Listings(100, seed: 2);

        Assert.Empty(one.Select(listing => listing.Asin).Intersect(other.Select(listing => listing.Asin)));
        Assert.Empty(one.Select(listing => listing.Name).Intersect(other.Select(listing => listing.Name)));
    }

    [Fact]
    public void A_listing_does_not_depend_on_what_was_generated_before_it()
    {
        SyntheticCatalogue catalogue = SyntheticCatalogue.Create(100);
        string[] backwards = [.. Enumerable.Range(0, 100).Reverse().Select(index => catalogue[index].Name).Reverse()];

        Assert.Equal(SampleCatalogue.Listings(100, seed: 1).Select(listing => listing.Name), backwards);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(200_001)]
    public void A_catalogue_has_ten_to_two_hundred_thousand_products(int products) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticCatalogue.Create(products));

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void There_is_nothing_outside_the_catalogue(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticCatalogue.Create(10)[index]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void Asins_are_distinct_and_look_like_a_shops(int seed)
    {
        string[] asins = [.. Enumerable.Range(0, SyntheticCatalogue.MostProducts).Select(index => AsinOf.Index(index, seed))];

        Assert.Equal(asins.Length, asins.Distinct(StringComparer.Ordinal).Count());
        Assert.All(asins, asin => Assert.Matches(ShopNumber(), asin));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(100)]
    [InlineData(257)]
    public void Small_catalogues_have_goals_of_both_sorts_and_products_that_compete(int products)
    {
        IReadOnlyList<Listing> listings = SampleCatalogue.Listings(products, seed: 3);

        Assert.Equal(products, listings.Count);
        Assert.Contains(listings, listing => listing.Instruction is not null);
        Assert.Contains(listings, listing => listing.People.Count > 0);
        Assert.True(listings.Select(listing => listing.Query).Distinct().Count() <= (products / 3) + 5);
    }

    [GeneratedRegex("^B0[A-Z0-9]{8}$")]
    private static partial Regex ShopNumber();
}
