using System.Security.Cryptography;
using System.Text.Json;
using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Tests.Worlds.Webshop.Generation;

public sealed class SyntheticFilesTests
{
    private static readonly SyntheticCatalogue Catalogue = SyntheticCatalogue.Create();

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
    public void Items_say_what_the_listings_say()
    {
        using JsonDocument items = JsonDocument.Parse(SyntheticFiles.Items(Catalogue));

        Assert.Equal(Catalogue.Count, items.RootElement.GetArrayLength());
        Assert.All(items.RootElement.EnumerateArray().Zip(SampleCatalogue.Default), pair =>
        {
            (JsonElement item, Listing listing) = pair;
            Assert.Equal(listing.Asin, item.GetProperty("asin").GetString());
            Assert.Equal(listing.Name, item.GetProperty("name").GetString());
            Assert.Equal(listing.Description, item.GetProperty("full_description").GetString());
            Assert.Equal(listing.Pricing, item.GetProperty("pricing").GetString());
            Assert.Equal(listing.CategoryPath, item.GetProperty("product_category").GetString());
            Assert.Equal(listing.Category, item.GetProperty("category").GetString());
            Assert.Equal(listing.Query, item.GetProperty("query").GetString());
            Assert.Equal(listing.Bullets, Strings(item, "small_description"));
            Assert.StartsWith("https://example.com/", Strings(item, "images").First(), StringComparison.Ordinal);
            Assert.Equal(listing.Options.Select(Shown), Options(item.GetProperty("customization_options")));
        });
    }

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
    public void Attributes_and_instructions_are_filed_by_asin()
    {
        using JsonDocument attributes = JsonDocument.Parse(SyntheticFiles.Attributes(Catalogue));

        Assert.Equal(SampleCatalogue.Default.Select(listing => listing.Asin), attributes.RootElement.EnumerateObject().Select(one => one.Name));
        Assert.All(SampleCatalogue.Default, listing =>
        {
            JsonElement entry = attributes.RootElement.GetProperty(listing.Asin);
            Assert.Equal(listing.Attributes, Strings(entry, "attributes"));
            Assert.Equal(listing.Instruction, entry.TryGetProperty("instruction", out JsonElement text) ? text.GetString() : null);
            Assert.Equal(listing.Instruction is not null, entry.TryGetProperty("instruction_attributes", out _));
        });
    }

    [Fact]
    public void A_few_dozen_people_ask_for_attributes_and_options_that_the_product_has()
    {
        using JsonDocument people = JsonDocument.Parse(SyntheticFiles.People(Catalogue));
        JsonElement[] requests = [.. people.RootElement.EnumerateObject().SelectMany(one => one.Value.EnumerateArray())];
        Dictionary<string, Listing> byAsin = SampleCatalogue.Default.ToDictionary(listing => listing.Asin);

        Assert.InRange(requests.Length, 36, 100);
        Assert.InRange(requests.Select(one => one.GetProperty("instruction").GetString()).Distinct().Count(), requests.Length - 3, requests.Length);
        Assert.Contains(requests, one => Strings(one, "instruction_options").Any());
        Assert.All(requests, one =>
        {
            Listing listing = byAsin[one.GetProperty("asin").GetString()!];
            Assert.InRange(Strings(one, "instruction_attributes").Count(), 1, 2);
            Assert.Subset(listing.Attributes.ToHashSet(), Strings(one, "instruction_attributes").ToHashSet());
            Assert.All(Strings(one, "instruction_options").Zip(Strings(one, "options")), option =>
                Assert.Contains(listing.Options, group =>
                    group.Values.Contains(option.First, StringComparer.OrdinalIgnoreCase) && option.Second == $"{group.Name.ToLowerInvariant()}: {option.First}"));
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

    private static string Shown(ListingOption option) => $"{option.Name}: {string.Join('|', option.Values)}";

    private static IEnumerable<string> Options(JsonElement options) => options.ValueKind == JsonValueKind.String
        ? []
        : options.EnumerateObject().Select(group =>
            $"{group.Name}: {(group.Value.ValueKind == JsonValueKind.Null ? "" : string.Join('|', group.Value.EnumerateArray().Select(one => one.GetProperty("value").GetString())))}");

    private static IEnumerable<string> Strings(JsonElement parent, string name) => parent.GetProperty(name).EnumerateArray().Select(one => one.GetString()!);
}
