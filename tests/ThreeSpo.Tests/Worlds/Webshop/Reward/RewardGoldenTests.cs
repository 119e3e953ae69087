using System.Text.Json;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Reward;

/// <summary>Purchases, scores and colours against recordings of WebShop's program.</summary>
public sealed class RewardGoldenTests
{
    [Fact]
    public void Fuzzy_scores_and_ratios_equal_the_recorded_ones()
    {
        foreach (JsonElement one in WebshopGolden.Lines("fuzzy_token_set.jsonl").OfKind(one => one.IfAny("p") is not null, "pairs of texts"))
        {
            (string p, string g) = (one.Text("p"), one.Text("g"));
            int score = one.GetProperty("score").GetInt32();
            Assert.Equal((p, g, score), (p, g, FuzzyMatch.TokenSetRatio(p, g)));
            Assert.Equal((p, g, one.GetProperty("ratio").GetInt32()), (p, g, FuzzyMatch.Ratio(p, g)));
            Assert.Equal((p, g, score > 85), (p, g, FuzzyMatch.Exceeds(p, g, 85)));
        }
    }

    [Fact]
    public void Chosen_and_wanted_options_are_compared_as_recorded()
    {
        foreach (JsonElement one in WebshopGolden.Lines("fuzzy_token_set.jsonl").OfKind(one => one.IfAny("goal_pair") is not null, "wanted options"))
        {
            JsonElement pair = one.GetProperty("goal_pair");
            string chosen = Colours.NormalizeColor(one.Text("purchased_raw"));
            string wanted = Colours.NormalizeColor(new GoalOption(pair[0].Letters(), pair[1].Letters()));
            Assert.Equal((one.Text("purchased_norm"), one.Text("goal_norm")), (chosen, wanted));
            Assert.Equal((wanted, one.GetProperty("score").GetInt32()), (wanted, FuzzyMatch.TokenSetRatio(chosen, wanted)));
        }
    }

    [Fact]
    public void Colours_are_found_as_recorded()
    {
        foreach (JsonElement one in WebshopGolden.Lines("normalize_color.jsonl"))
            Assert.Equal((one.Text("in"), one.Text("out")), (one.Text("in"), Colours.NormalizeColor(one.Text("in"))));
    }

    [Fact]
    public void Purchases_earn_what_is_recorded()
    {
        PurchaseScorer scorer = new(new RuleNouns(), RewardMode.Faithful);
        (int all, int withType) = (0, 0);
        foreach (JsonElement one in WebshopGolden.Lines("rewards.jsonl"))
        {
            PurchaseReward reward = Of(one, scorer);
            Assert.Equal(Parts(one), Parts(reward));
            Assert.Equal(one.Number("reward_before_type"), (reward with { Type = 1 }).Total);
            all++;
            if (one.IfAny("r_type") is null)
                continue;

            Assert.Equal((one.Number("r_type"), one.Number("reward")), (reward.Type, reward.Total));
            withType++;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{all} purchases, {withType} of them with their type.");
    }

    [Fact]
    public void No_recorded_purchase_earns_less_where_exact_options_count()
    {
        PurchaseScorer faithful = new(new RuleNouns(), RewardMode.Faithful);
        PurchaseScorer mended = new(new RuleNouns(), RewardMode.Fixed);
        int changed = 0;
        foreach (JsonElement one in WebshopGolden.Lines("rewards.jsonl"))
        {
            (PurchaseReward before, PurchaseReward after) = (Of(one, faithful), Of(one, mended));
            Assert.True(after.Total >= before.Total, $"{one.Text("purchased_asin")} earns {before.Total}, mended {after.Total}.");
            changed += after == before ? 0 : 1;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{changed} purchases earn more.");
    }

    [Theory]
    [InlineData(RewardMode.Faithful, 458)]
    [InlineData(RewardMode.Fixed, 0)]
    public void So_many_goals_of_the_real_shop_are_beyond_reach(RewardMode mode, int expected)
    {
        PurchaseScorer scorer = new(new RuleNouns(), mode);
        var book = GoalBook.Draw(WebshopGolden.Catalogue(), GoalKind.Synthetic, 233);

        int beyond = Enumerable.Range(0, book.Count).Count(i => book[i] is var goal && scorer.Of(
            goal, goal.Product, [.. goal.Options.Select(wanted => new ChosenOption(wanted.Name!, wanted.Value))], book.Prices[book.ProductNumber(i)]).Total < 1);

        Assert.Equal((6910, expected), (book.Count, beyond));
    }

    private static PurchaseReward Of(JsonElement one, PurchaseScorer scorer)
    {
        Product bought = Product(one, "purchased_asin");
        ChosenOption[] chosen = [.. one.GetProperty("options").EnumerateObject().Select(option => new ChosenOption(option.Name, option.Value.Letters()))];
        return scorer.Of(Goal(one.GetProperty("goal")), bought, chosen, one.Number("price"));
    }

    private static Goal Goal(JsonElement goal)
    {
        JsonElement options = goal.GetProperty("goal_options");
        GoalOption[] wanted = options.ValueKind == JsonValueKind.Object
            ? [.. options.EnumerateObject().Select(option => new GoalOption(option.Name, option.Value.Letters()))]
            : [.. options.EnumerateArray().Select(option => new GoalOption(null, option.Letters()))];
        Product asked = Product(goal, "asin");
        Assert.Equal((goal.Text("name"), goal.Text("query"), goal.Text("product_category")), (asked.Title, asked.Query, asked.CategoryPath));
        return new Goal(asked, "", goal.Texts("attributes"), wanted, goal.Number("price_upper"), 1);
    }

    private static (double Attributes, double Options, bool Price, bool Query, bool Category) Parts(JsonElement one) =>
        (one.Number("r_att"), one.IfAny("r_option")?.GetDouble() ?? double.NaN,
        one.GetProperty("r_price").GetBoolean(), one.GetProperty("query_match").GetBoolean(), one.GetProperty("category_match").GetBoolean());

    private static (double Attributes, double Options, bool Price, bool Query, bool Category) Parts(PurchaseReward reward) =>
        ((double)reward.AttributeHits / reward.Attributes, (double)reward.OptionHits / reward.Options, reward.PriceHit, reward.QueryMatch, reward.CategoryMatch);

    private static Product Product(JsonElement from, string name) => WebshopGolden.Catalogue() is var shop && shop.NumberOf(from.Text(name)) is >= 0 and int number
        ? shop.Products[number] : throw new KeyNotFoundException($"The recorded product '{from.Text(name)}' is not in the catalogue.");
}
