using System.Text.RegularExpressions;
using ThreeSpo.Worlds.Webshop;
using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Tests.Worlds.Webshop.Generation;

/// <summary>What can be chosen can also be asked for.</summary>
public sealed partial class SyntheticOptionsTests
{
    private static readonly PurchaseScorer Scorer = new(new RuleNouns(), RewardMode.Faithful);

    private static readonly Product Any = SmallShop.Product("B000000001");

    private static IEnumerable<string> AllValues => OptionTable.Lists.Values.SelectMany(values => values);

    [Fact]
    public void No_value_has_a_color_inside_a_longer_word() => Assert.All(AllValues, value => Assert.DoesNotContain(
        Words(value), word => Colours.All.Any(color => word != color && word.Contains(color, StringComparison.Ordinal) && !Colours.All.Contains(word))));

    [Fact]
    public void Buying_with_the_options_of_a_goal_meets_them_all()
    {
        Assert.All(
            SampleCatalogue.Large.SelectMany(SampleCatalogue.Choosable).SelectMany(option => option.Values.Select(value => (option.Name, Value: value))),
            pair => Assert.True(Met(pair.Name.ToLowerInvariant(), pair.Value.ToLowerInvariant()), $"{pair} can be chosen, and the reward would not see it."));
    }

    [Theory]
    [InlineData("size", "standard")]
    [InlineData("color", "stonewash")]
    [InlineData("flavor name", "peppermint")]
    public void The_check_knows_values_that_cannot_be_met(string name, string value) => Assert.False(Met(name, value));

    [Fact]
    public void Values_need_no_cleaning_and_are_distinct_within_a_product()
    {
        Assert.All(AllValues, value => Assert.Matches(PlainValue(), value));
        Assert.All(SampleCatalogue.Large, listing =>
        {
            string[] values = [.. listing.Options.SelectMany(option => option.Values)];
            Assert.Equal(values.Length, values.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        });
    }

    [Fact]
    public void A_product_that_is_asked_for_has_forty_combinations_at_most()
    {
        int[] combinations =
        [
            .. SampleCatalogue.Large.Where(listing => listing.Instruction is not null || listing.People.Count > 0)
                .Select(listing => SampleCatalogue.Choosable(listing).Aggregate(1, (product, option) => product * option.Values.Count)),
        ];

        Assert.InRange(combinations.Max(), 30, OptionDraw.MostCombinations);
    }

    private static bool Met(string name, string value) =>
        Scorer.Of(new Goal(Any, "", ["soft"], [new GoalOption(name, value)], 30, 1), Any, [new ChosenOption(name, value)], 1).OptionHits == 1;

    private static string[] Words(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(match => match.Value)];

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Za-z0-9.]+([ -][A-Za-z0-9.()]+)*$")]
    private static partial Regex PlainValue();
}
