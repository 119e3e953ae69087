using System.Xml.Linq;
using ThreeSpo.Cli.Screens;

namespace ThreeSpo.Tests.Cli.Screens;

public sealed class TreeSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_small_tree_is_drawn_as_it_always_was() => GoldenText.Match(TreeSvg.Of(Drawings.Tree(0, 0, 2), "run, iteration 11"), "small");

    [Fact]
    public void Every_node_but_the_root_has_an_edge_and_every_node_tells_about_itself()
    {
        var picture = XDocument.Parse(TreeSvg.Of(Drawings.Tree([.. Enumerable.Range(0, 400).Select(i => i / 3)]), "run"));

        Assert.Equal(400, picture.Descendants(Svg + "path").Count(path => (string?)path.Attribute("class") == "e"));
        Assert.Equal(401, picture.Descendants(Svg + "title").Count());
    }

    [Theory]
    [InlineData("</text><script>alert(1)</script>")]
    [InlineData("\u001b[31m\u0000\ufffe\ud800 \"&'")]
    public void Any_text_stays_a_text(string action)
    {
        var picture = XDocument.Parse(TreeSvg.Of(Drawings.Tree([0, 0, 1], action), action));

        Assert.Empty(picture.Descendants(Svg + "script"));
        Assert.DoesNotContain('\u001b', picture.ToString());
    }

    [Theory]
    [InlineData(null, "#9aa0a6")]
    [InlineData(0.0, "#cf3e36")]
    [InlineData(0.5, "#eca930")]
    [InlineData(1.0, "#2e8b57")]
    public void Colours_go_from_red_over_amber_to_green(double? rate, string colour) => Assert.Equal(colour, TreeSvg.Colour(rate));
}
