using System.Text.Json;
using ThreeSpo.Environments;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

/// <summary>The shop that recordings were made in; skips the test where its catalogue is absent.</summary>
internal static class RecordedShop
{
    private static readonly Lazy<SearchIndex> Index = new(() => SearchIndex.Build(WebshopGolden.Catalogue().Products));
    private static readonly Lazy<WebshopWorld> Plain = new(() => new WebshopWorld(Shop(PageStyle.Text)));
    private static readonly Lazy<WebshopWorld> Rich = new(() => new WebshopWorld(Shop(PageStyle.Rich)));

    public static WebshopWorld World(PageStyle style = PageStyle.Text) => (style is PageStyle.Text ? Plain : Rich).Value;

    public static Shop Shop(PageStyle style) => new(
        WebshopGolden.Catalogue(), Index.Value, new PurchaseScorer(new RuleNouns(), RewardMode.Faithful), new ShopRules { Style = style, SearchCommands = true });

    /// <summary>A session of a worker with a seed.</summary>
    public static WebshopSnapshot Start(int seed, int session, PageStyle style = PageStyle.Text) =>
        (WebshopSnapshot)World(style).Start(new TaskInstance($"synthetic/{seed}/{session}", ""));

    /// <summary>A recorded session: by its number, or where the original drew its goal at random, by what it asks for.</summary>
    public static WebshopSnapshot Start(JsonElement session, PageStyle style = PageStyle.Text)
    {
        GoalKind kind = session.TextIfAny("mode") == "human" ? GoalKind.Human : GoalKind.Synthetic;
        GoalBook book = World(style).Books.Of(kind, session.Whole("seed"));
        int place = session.GetProperty("session") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32()
            : Enumerable.Range(0, book.Count).First(i =>
                book[i] is var goal && goal.Instruction == session.Text("instruction") && goal.Product.Asin == session.Text("goal_asin"));
        return (WebshopSnapshot)World(style).Start(new TaskInstance(new WebshopTaskId(kind, book.Seed, place).ToString(), ""));
    }

    public static WebshopSnapshot Next(this WebshopSnapshot from, string action) => (WebshopSnapshot)WebshopWorld.Step(from, action).Next;

    /// <summary>What can be clicked, as recordings list it: none once something was bought.</summary>
    public static IReadOnlyList<string> Clickable(this WebshopSnapshot now) => now.Clickables.Texts;
}
