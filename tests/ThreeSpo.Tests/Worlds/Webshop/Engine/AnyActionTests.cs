using System.Text;
using ThreeSpo.Environments;
using ThreeSpo.Randomness;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

/// <summary>Policies may write anything: whatever it is, the shop answers with a page.</summary>
public sealed class AnyActionTests
{
    private const int Walks = 200;
    private const int Steps = 30;

    private static readonly string[] Pieces =
    [
        "search[", "click[", "]", "[", "\n", "\r", "\0", " ", "buy now", "b000000001", "< prev", "red", "é", "中", "😀", "\ud83d", "\udc00", "İ", "Σ", "％",
        "\u202e", "'\"\\", "<r>", "<c> fashion", "<q> men's shirts", "<a> x", "next >", "shirt", "back to search",
    ];

    [Fact]
    public void Random_texts_never_throw_and_always_lead_to_a_page()
    {
        Shop[] shops = [HandShop.Of(), HandShop.Of(new ShopRules { Style = PageStyle.Rich, SearchCommands = true, ShowAttributes = true })];
        for (int walk = 0; walk < Walks; walk++)
        {
            WebshopSnapshot now = HandShop.Start(shops[walk % 2]);
            for (int step = 0; step < Steps && now.Purchase is null; step++)
            {
                Transition taken = WebshopWorld.Step(now, Action(now, new Draw(3, 0, walk, step)));
                Assert.True(taken.Valid || taken.Next.WorldState == now.WorldState);
                now = (WebshopSnapshot)taken.Next;
                Assert.NotNull(now.Observation);
                Assert.NotNull(now.PageText);
                Assert.NotNull(now.Progress);
                Assert.Equal(now.Purchase is null, now.Actions.Count > 0);
            }
        }
    }

    [Fact]
    public void Very_long_actions_are_read_as_short_ones_are()
    {
        string words = string.Concat(Enumerable.Repeat("shirt long ", 100_000));

        Assert.Equal([0, 1], [.. HandShop.After($"search[{words}]").Visit.Found.Order()]);
        Assert.False(WebshopWorld.Step(HandShop.Start(), $"click[{words}]").Valid);
        Assert.False(WebshopWorld.Step(HandShop.Start(), words[..^2]).Valid);
    }

    /// <summary>Now and then something possible, so that walks get somewhere.</summary>
    private static string Action(WebshopSnapshot now, Draw draw)
    {
        if (draw.Uniform(Use.Planner) < 0.4)
            return now.HasSearchBar ? "search[men's shirt]" : now.Actions[draw.Below(now.Actions.Count, Use.Planner + 1)];

        StringBuilder text = new();
        for (int piece = 0; piece < 1 + draw.Below(8, Use.Planner + 2); piece++)
            text.Append(Pieces[draw.Below(Pieces.Length, Use.Planner + 10 + piece)]);

        return text.ToString();
    }
}
