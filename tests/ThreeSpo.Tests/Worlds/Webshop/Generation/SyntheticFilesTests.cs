using System.Security.Cryptography;
using System.Text.Json;
using ThreeSpo.Worlds.Webshop;
using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Tests.Worlds.Webshop.Generation;

public sealed class SyntheticFilesTests
{
    private static readonly SyntheticCatalogue Catalogue = SyntheticCatalogue.Create();

    private static readonly Catalogue Shop = SyntheticProducts.Create();

    /// <remarks>
    /// Whoever changes a word, a row or a draw on purpose raises <see cref="SyntheticCatalogue.Version"/> and puts the hash of
    /// the failure's message here. All published results on the bundled catalogue change with it: say so where they are listed.
    /// </remarks>
    [Fact]
    public void The_bundled_catalogue_stays_the_same_bytes()
    {
        byte[] all = [.. SyntheticFiles.Items(Catalogue), .. SyntheticFiles.Attributes(Catalogue), .. SyntheticFiles.People(Catalogue)];

        Assert.Equal("46d15d255f39c9431385f4a1b6209446b74e84d0d7f707b51e8dcbd02bf2993b", Convert.ToHexStringLower(SHA256.HashData(all)));
    }

    [Fact]
    public void The_files_say_what_the_listings_say() => Assert.All(Shop.Products.Zip(SampleCatalogue.Default), pair =>
    {
        (Product product, Listing listing) = pair;
        Assert.Equal(
            (listing.Asin, listing.Name, listing.Description, listing.CategoryPath, listing.Category, listing.Query.ToLowerInvariant(), PriceText.Read(listing.Pricing).Tag),
            (product.Asin, product.Title, product.Description, product.CategoryPath, product.Category, product.Query, product.PriceTag));
        Assert.Equal(listing.Bullets, product.Bullets);
        Assert.Equal(SampleCatalogue.Choosable(listing).Select(option => Shown(option.Name, option.Values)), product.Options.Select(group => Shown(group.Name, group.Values)));
        Assert.Equal(listing.Attributes, product.Attributes);
        Assert.Equal(listing.Instruction, product.Instruction);
        Assert.Equal(listing.InstructionAttributes, product.InstructionAttributes);
    });

    [Fact]
    public void The_three_forms_of_options_all_occur()
    {
        using JsonDocument items = JsonDocument.Parse(SyntheticFiles.Items(Catalogue));
        JsonElement[] options = [.. items.RootElement.EnumerateArray().Select(item => item.GetProperty("customization_options"))];

        Assert.Contains(options, one => one.ValueKind == JsonValueKind.String && one.GetString() == "");
        Assert.Contains(options, one => one.ValueKind == JsonValueKind.Object && one.EnumerateObject().First().Value.ValueKind == JsonValueKind.Null);
        Assert.Contains(options, one => one.ValueKind == JsonValueKind.Object && one.EnumerateObject().First().Value.ValueKind == JsonValueKind.Array);
    }

    [Fact]
    public void What_other_readers_ask_for_is_there_too_an_image_and_peoples_options_by_name()
    {
        using JsonDocument items = JsonDocument.Parse(SyntheticFiles.Items(Catalogue));
        using JsonDocument people = JsonDocument.Parse(SyntheticFiles.People(Catalogue));

        Assert.All(items.RootElement.EnumerateArray(), item => Assert.StartsWith("https://example.com/", item.Texts("images")[0], StringComparison.Ordinal));
        Assert.All(people.RootElement.EnumerateObject().SelectMany(one => one.Value.EnumerateArray()), one => Assert.All(
            one.Texts("instruction_options").Zip(one.Texts("options")), option => Assert.EndsWith($": {option.First}", option.Second, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_few_dozen_people_ask_for_attributes_and_options_that_the_product_has()
    {
        Assert.InRange(Shop.People.Count, 36, 100);
        Assert.InRange(Shop.People.Select(one => one.Text).Distinct().Count(), Shop.People.Count - 3, Shop.People.Count);
        Assert.Contains(Shop.People, one => one.Options.Count > 0);
        Assert.All(Shop.People, one =>
        {
            Product product = Shop.Products[Shop.NumberOf(one.Asin)];
            Assert.InRange(one.Attributes.Count, 1, 2);
            Assert.Subset(product.Attributes.ToHashSet(), one.Attributes.ToHashSet());
            Assert.All(one.Options, value => Assert.Contains(product.Options, group => group.Values.Contains(value)));
        });
    }

    [Fact]
    public void Instructions_name_all_that_they_ask_for() => Assert.All(SampleCatalogue.Default.Where(listing => listing.Instruction is not null), listing =>
    {
        Assert.StartsWith("Find me ", listing.Instruction, StringComparison.Ordinal);
        Assert.Contains(listing.Query, listing.Instruction!, StringComparison.Ordinal);
        Assert.All(listing.InstructionAttributes, name => Assert.Contains(name, listing.Instruction!, StringComparison.Ordinal));
    });

    [Fact]
    public void Files_on_disk_hold_the_same_bytes_as_those_in_memory()
    {
        string folder = Directory.CreateTempSubdirectory("synthetic").FullName;
        try
        {
            SyntheticFiles.Write(folder, products: 50, seed: 9);
            SyntheticCatalogue catalogue = SyntheticCatalogue.Create(50, 9);

            Assert.Equal(SyntheticFiles.Items(catalogue), File.ReadAllBytes(Path.Combine(folder, SyntheticFiles.ItemsFile)));
            Assert.Equal(SyntheticFiles.Attributes(catalogue), File.ReadAllBytes(Path.Combine(folder, SyntheticFiles.AttributesFile)));
            Assert.Equal(SyntheticFiles.People(catalogue), File.ReadAllBytes(Path.Combine(folder, SyntheticFiles.PeopleFile)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Shown(string name, IEnumerable<string> values) => $"{name}: {string.Join('|', values)}".ToLowerInvariant();
}
