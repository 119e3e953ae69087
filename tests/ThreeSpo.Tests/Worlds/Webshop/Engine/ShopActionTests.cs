using System.Text.Json;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

public sealed class ShopActionTests
{
    [Fact]
    public void Every_recorded_text_is_read_the_same()
    {
        foreach (JsonElement recorded in WebshopGolden.Lines("parse_action.jsonl"))
            Assert.Equal(new ShopAction(recorded.Text("name"), recorded.TextIfAny("arg")), ShopAction.Read(recorded.Text("in")));
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("[a]", "[a]", null)]
    [InlineData("a[]", "a[]", null)]
    [InlineData("a[b", "a[b", null)]
    [InlineData("a]b[c]", "a]b", "c")]
    [InlineData("a[b] and so on", "a", "b")]
    [InlineData("a[b[c]", "a[b", "c")]
    [InlineData("a[b]]", "a", "b]")]
    [InlineData("a[b]\nc[d]", "a", "b")]
    [InlineData("a\n[b]", "a\n[b]", null)]
    [InlineData("search[ ]", "search", " ")]
    public void The_last_opening_bracket_that_leaves_something_on_both_sides_counts(string text, string name, string? argument) =>
        Assert.Equal(new ShopAction(name, argument), ShopAction.Read(text));
}
