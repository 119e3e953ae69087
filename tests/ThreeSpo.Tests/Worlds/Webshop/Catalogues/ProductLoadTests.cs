using System.Text.Json;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Catalogues;

/// <summary>Products against recordings of the original loader.</summary>
public sealed class ProductLoadTests
{
    [Fact]
    public void Products_equal_the_originals()
    {
        Catalogue catalogue = WebshopGolden.Catalogue();
        foreach (JsonElement one in WebshopGolden.Lines("product_load.jsonl"))
        {
            int number = catalogue.NumberOf(one.Text("asin"));
            Assert.True(number >= 0, one.Text("asin"));
            Product product = catalogue.Products[number];

            Assert.Equal(one.Text("price_tag"), product.PriceTag);
            Assert.Equal(one.Numbers("pricing"), product.Prices);
            Assert.Equal(one.Text("query"), product.Query);
            Assert.Equal(one.Text("category"), product.Category);
            Assert.Equal(one.Whole("n_bullets"), product.Bullets.Count);
            Assert.Equal(one.Texts("attributes"), product.Attributes);
            Assert.Equal(one.TextIfAny("instruction_text"), product.Instruction);
            Assert.Equal(one.IfAny("instruction_attributes") is null ? [] : one.Texts("instruction_attributes"), product.InstructionAttributes);
            Assert.Equal(Options(one.GetProperty("options")), Options(product));
        }
    }

    [Fact]
    public void The_small_catalogue_has_the_known_counts()
    {
        Catalogue catalogue = WebshopGolden.Catalogue();

        Assert.Equal(
            ["beauty 238", "electronics 229", "fashion 200", "garden 216", "grocery 117"],
            catalogue.Products.GroupBy(one => one.Category).Select(some => $"{some.Key} {some.Count()}").Order(StringComparer.Ordinal));
        Assert.Equal(246, catalogue.Products.Select(one => one.Query).Distinct().Count());
        Assert.Equal([577, 245, 165, 13], catalogue.Products.CountBy(one => one.Options.Count).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal(93, catalogue.Products.Count(one => one.Prices.Count == 2));
        Assert.Equal("B09P71WY8C", Assert.Single(catalogue.Products, one => one.Title.Length == 0).Asin);
        Assert.Equal(415, catalogue.Products.Count(one => one.Instruction is not null));
        Assert.Equal(13, catalogue.People.Count);
    }

    private static string[] Options(JsonElement options) => [.. options.EnumerateObject().Select(group => $"{group.Name}={string.Join('\n', group.Value.EnumerateArray())}")];

    private static string[] Options(Product product) => [.. product.Options.Select(group => $"{group.Name}={string.Join('\n', group.Values)}")];
}
