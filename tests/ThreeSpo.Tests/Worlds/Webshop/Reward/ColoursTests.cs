using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Reward;

public sealed class ColoursTests
{
    [Fact]
    public void There_are_102_distinct_ones_in_lower_case()
    {
        Assert.Equal(102, Colours.All.Distinct().Count());
        Assert.All(Colours.All, name => Assert.Equal(name.ToLowerInvariant().Trim(), name));
        Assert.Equal(("alabaster", "yellow"), (Colours.All[0], Colours.All[^1]));
    }

    [Theory]
    [InlineData("noon blue", "blue")]
    [InlineData("standard", "tan")]
    [InlineData("white | black", "black")]
    [InlineData("sunflowers", "sunflower")]
    [InlineData("BLUE", "BLUE")]
    [InlineData("", "")]
    public void A_value_becomes_the_first_colour_of_the_list_that_is_anywhere_in_it(string value, string expected) =>
        Assert.Equal(expected, Colours.NormalizeColor(value));

    [Theory]
    [InlineData(null, "noon blue", "blue")]
    [InlineData("color", "noon blue", "('color', 'noon blue')")]
    [InlineData("color", "blue", "blue")]
    [InlineData("white", "blue", "blue")]
    [InlineData("blue", "white", "blue")]
    [InlineData("red", "2 pack", "red")]
    public void A_wanted_option_with_a_name_becomes_a_colour_only_if_one_of_both_is_one(string? name, string value, string expected) =>
        Assert.Equal(expected, Colours.NormalizeColor(new GoalOption(name, value)));
}
