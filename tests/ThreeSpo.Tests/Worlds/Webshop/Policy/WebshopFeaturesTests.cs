using ThreeSpo.Optimization.Light;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

public sealed class WebshopFeaturesTests
{
    private static readonly WebshopFeatures Features = new();

    [Fact]
    public void Every_action_has_as_many_features_and_does_something()
    {
        foreach (WebshopSnapshot now in Moments())
        {
            Choices choices = Features.Describe(now.Node());

            Assert.Equal(choices.Count * choices.Width, choices.Features.Length);
            Assert.Equal(choices.Count, choices.Actions.Distinct().Count());
            Assert.All(choices.Actions, action => Assert.True(WebshopWorld.Step(now, action).Valid));
        }
    }

    [Fact]
    public void What_was_not_read_does_not_count_and_what_was_read_does()
    {
        WebshopSnapshot Item(string description)
        {
            Product product = new()
            {
                Asin = "B000000009",
                Title = "Unique jacket",
                Description = description,
                Bullets = [],
                Prices = [1],
                PriceTag = "$1.0",
                Options = [],
                Attributes = ["DUMMY_ATTR"],
                Query = "jackets",
                Category = "fashion",
                CategoryPath = "Jackets",
            };
            return HandShop.Start(HandShop.Of(null, product)).Then("search[unique]", "click[b000000009]");
        }

        WebshopSnapshot plain = Item("nothing here");
        WebshopSnapshot fitting = Item("machine wash men's shirts long sleeve");
        string[] reading = ["click[description]", "click[< prev]"];

        Assert.Equal(Features.Describe(plain.Node()).Features, Features.Describe(fitting.Node()).Features);
        Assert.NotEqual(Features.Describe(plain.Then(reading).Node()).Features, Features.Describe(fitting.Then(reading).Node()).Features);
    }

    [Fact]
    public void An_option_asked_for_looks_different_once_it_is_chosen()
    {
        WebshopSnapshot before = HandShop.After("search[shirt]", "click[b000000001]");
        uint[] Of(WebshopSnapshot now)
        {
            Choices choices = Features.Describe(now.Node());
            return choices.Of(choices.Actions.ToList().IndexOf("click[red]")).ToArray();
        }

        Assert.NotEqual(Of(before), Of(before.Then("click[red]")));
    }

    private static IEnumerable<WebshopSnapshot> Moments() =>
    [
        HandShop.Start(), HandShop.After("search[shirt]"), HandShop.After("search[shirt]", "click[next >]"), HandShop.After("search[lamp]", "click[b000000003]"),
        HandShop.After("search[shirt]", "click[b000000001]", "click[red]", "click[small]"), HandShop.After("search[shirt]", "click[b000000001]", "click[features]"),
    ];
}
