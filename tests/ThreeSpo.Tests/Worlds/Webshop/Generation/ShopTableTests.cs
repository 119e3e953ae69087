using System.Text.RegularExpressions;
using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Tests.Worlds.Webshop.Generation;

/// <summary>The word lists hold together.</summary>
public sealed partial class ShopTableTests
{
    [Fact]
    public void About_250_kinds_each_have_a_query_of_their_own()
    {
        Assert.InRange(ShopTable.Kinds.Count, 240, 260);
        Assert.Equal(ShopTable.Kinds.Count, ShopTable.Kinds.Select(kind => kind.Query).Distinct().Count());
        Assert.Equal(ShopTable.Shares.Select(share => share.Category), ShopTable.Kinds.Select(kind => kind.Department.Category).Distinct());
    }

    [Fact]
    public void Every_kind_has_enough_to_differ_in() => Assert.All(ShopTable.Kinds, kind =>
    {
        Assert.InRange(kind.Attributes.Count, 8, 20);
        Assert.Equal(kind.Attributes.Sum(choice => choice.Count), kind.Attributes.SelectMany(choice => choice).Distinct().Count());
        Assert.True(kind.Details.Count >= 4 && kind.CommonDetails.Count >= 2 && kind.Uses.Count >= 3 && kind.Department.Texts.Count >= 6);
        Assert.InRange(kind.Cents, 500, 100_000);
    });

    [Fact]
    public void Every_attribute_is_two_words_and_belongs_to_some_kind()
    {
        HashSet<AttributeRow> used = [.. ShopTable.Kinds.SelectMany(kind => kind.Attributes).SelectMany(choice => choice)];

        Assert.All(AttributeTable.Rows.Values, row => Assert.Equal(2, Wording.Words(row.Name)));
        Assert.All(AttributeTable.Rows.Values, row => Assert.Contains(row, used));
    }

    [Fact]
    public void The_words_of_an_attribute_occur_in_what_listings_say_of_it() => Assert.All(AttributeTable.Rows.Values, row =>
        Assert.All(row.Name.Split(' '), word => Assert.Contains(word, row.Text, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void No_attribute_repeats_its_query() => Assert.All(ShopTable.Kinds, kind =>
        Assert.DoesNotContain(kind.Attributes.SelectMany(choice => choice), row => kind.Query.Contains(row.Name, StringComparison.Ordinal)));

    [Fact]
    public void Queries_share_words_with_the_names_of_their_products() => Assert.All(ShopTable.Kinds, kind =>
        Assert.Contains(kind.Noun.Split(' '), word => kind.Query.Contains(word, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void No_text_keeps_a_placeholder_or_two_spaces() => Assert.All(SampleCatalogue.Large, listing =>
        Assert.All([listing.Name, listing.Description, .. listing.Bullets, listing.Instruction ?? ""], text => Assert.DoesNotMatch(Placeholder(), text)));

    [Fact]
    public void Every_list_of_options_has_distinct_values_and_is_used()
    {
        HashSet<IReadOnlyList<string>> used = [.. ShopTable.Kinds.SelectMany(kind => kind.Options).Select(option => option.Values)];

        Assert.All(OptionTable.Lists.Values, values => Assert.Equal(values.Count, values.Distinct(StringComparer.OrdinalIgnoreCase).Count()));
        Assert.All(OptionTable.Lists.Values, values => Assert.Contains(values, used));
    }

    [Fact]
    public void No_value_could_come_from_two_groups_of_one_product() => Assert.All(ShopTable.Kinds, kind =>
    {
        string[] values = [.. kind.Options.SelectMany(option => option.Values)];
        Assert.Equal(values.Length, values.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    });

    [GeneratedRegex("[{}]|  ")]
    private static partial Regex Placeholder();
}
