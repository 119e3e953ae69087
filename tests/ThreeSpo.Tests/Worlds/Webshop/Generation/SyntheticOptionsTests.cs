using System.Text.RegularExpressions;
using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Tests.Worlds.Webshop.Generation;

/// <summary>What can be chosen can also be asked for.</summary>
public sealed partial class SyntheticOptionsTests
{
    /// <summary>The colours that the reward puts in place of values, in its order.</summary>
    private static readonly string[] Colors =
        ("alabaster apricot aqua ash asphalt azure banana beige black blue blush bordeaux bronze brown burgundy camel camo caramel champagne charcoal cheetah " +
        "chestnut chocolate christmas coffee cognac copper coral cranberry cream crystal dark denim eggplant elephant espresso fuchsia gold granite grape " +
        "graphite grass gray green grey heather indigo ivory ivy khaki lavender lemon leopard light lilac lime magenta maroon mauve merlot midnight mint mocha " +
        "multicolor mushroom mustard natural navy nude olive orange peach pewter pink plum purple rainbow red rose royal rust sand sapphire seashell silver skull " +
        "slate steel stone stonewash sunflower tan taupe teal tiger turquoise violet walnut wheat white wine yellow").Split(' ');

    private static IEnumerable<string> AllValues => OptionTable.Lists.Values.SelectMany(values => values);

    [Fact]
    public void No_value_has_a_color_inside_a_longer_word()
    {
        Assert.Equal(102, Colors.Length);
        Assert.All(AllValues, value => Assert.DoesNotContain(
            Words(value), word => Colors.Any(color => word != color && word.Contains(color, StringComparison.Ordinal) && !Colors.Contains(word))));
    }

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

    // The reward: a chosen value becomes the first colour in it; a goal's becomes a colour only if it is one, else its name's and
    // value's words count, and the chosen words must all be among them.
    private static bool Met(string name, string value)
    {
        string chosen = Colors.FirstOrDefault(color => value.Contains(color, StringComparison.Ordinal)) ?? value;
        string? wanted = Colors.FirstOrDefault(color => color == name || color == value);

        return wanted is not null ? chosen == wanted : Words(chosen).All(Words($"{name} {value}").Contains);
    }

    private static string[] Words(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(match => match.Value)];

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Za-z0-9.]+([ -][A-Za-z0-9.()]+)*$")]
    private static partial Regex PlainValue();
}
