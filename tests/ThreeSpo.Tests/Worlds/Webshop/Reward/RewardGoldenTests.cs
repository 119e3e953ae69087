using System.Text.Json;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Reward;

/// <summary>Purchases, scores and colours against recordings of WebShop's program.</summary>
public sealed class RewardGoldenTests
{
    [Fact]
    public void Fuzzy_scores_and_ratios_equal_the_recorded_ones()
    {
        foreach (JsonElement one in RewardRecordings.Lines("fuzzy_token_set.jsonl").Where(one => one.TryGetProperty("p", out _)))
        {
            (string p, string g) = (Text(one, "p"), Text(one, "g"));
            int score = one.GetProperty("score").GetInt32();
            Assert.Equal((p, g, score), (p, g, FuzzyMatch.TokenSetRatio(p, g)));
            Assert.Equal((p, g, one.GetProperty("ratio").GetInt32()), (p, g, FuzzyMatch.Ratio(p, g)));
            Assert.Equal((p, g, score > 85), (p, g, FuzzyMatch.Exceeds(p, g, 85)));
        }
    }

    [Fact]
    public void Chosen_and_wanted_options_are_compared_as_recorded()
    {
        int pairs = 0;
        foreach (JsonElement one in RewardRecordings.Lines("fuzzy_token_set.jsonl").Where(one => one.TryGetProperty("goal_pair", out _)))
        {
            JsonElement pair = one.GetProperty("goal_pair");
            string chosen = Colours.NormalizeColor(Text(one, "purchased_raw"));
            string wanted = Colours.NormalizeColor(new GoalOption(pair[0].GetString(), pair[1].GetString()!));
            Assert.Equal((Text(one, "purchased_norm"), Text(one, "goal_norm")), (chosen, wanted));
            Assert.Equal((wanted, one.GetProperty("score").GetInt32()), (wanted, FuzzyMatch.TokenSetRatio(chosen, wanted)));
            pairs++;
        }

        Assert.NotEqual(0, pairs);
    }

    [Fact]
    public void Colours_are_found_as_recorded()
    {
        foreach (JsonElement one in RewardRecordings.Lines("normalize_color.jsonl"))
            Assert.Equal((Text(one, "in"), Text(one, "out")), (Text(one, "in"), Colours.NormalizeColor(Text(one, "in"))));
    }

    [Fact]
    public void Purchases_earn_what_is_recorded()
    {
        PurchaseScorer scorer = new(new RuleNouns(), RewardMode.Faithful);
        (int all, int withType) = (0, 0);
        foreach (JsonElement one in RewardRecordings.Lines("rewards.jsonl"))
        {
            PurchaseReward reward = Of(one, scorer);
            Assert.Equal(Parts(one), Parts(reward));
            Assert.Equal(Number(one, "reward_before_type"), (reward with { Type = 1 }).Total);
            all++;
            if (!one.GetProperty("tagger_independent").GetBoolean())
                continue;

            Assert.Equal((Number(one, "r_type"), Number(one, "reward")), (reward.Type, reward.Total));
            withType++;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{all} purchases, {withType} of them with their type.");
        Assert.NotEqual(0, withType);
    }

    [Fact]
    public void No_recorded_purchase_earns_less_where_exact_options_count()
    {
        PurchaseScorer faithful = new(new RuleNouns(), RewardMode.Faithful);
        PurchaseScorer mended = new(new RuleNouns(), RewardMode.Fixed);
        int changed = 0;
        foreach (JsonElement one in RewardRecordings.Lines("rewards.jsonl"))
        {
            (PurchaseReward before, PurchaseReward after) = (Of(one, faithful), Of(one, mended));
            Assert.True(after.Total >= before.Total, $"{Text(one, "purchased_asin")} earns {before.Total}, mended {after.Total}.");
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
        Goal[] goals = [.. RewardRecordings.Products.Values.Where(product => product.Instruction is not null).SelectMany(RewardRecordings.Goals)];

        int beyond = goals.Count(goal => scorer.Of(goal, goal.Product, [.. goal.Options.Select(wanted => new ChosenOption(wanted.Name!, wanted.Value))], 10).Total < 1);

        Assert.Equal((6910, expected), (goals.Length, beyond));
    }

    private static PurchaseReward Of(JsonElement one, PurchaseScorer scorer)
    {
        Product bought = RewardRecordings.Products[Text(one, "purchased_asin")];
        ChosenOption[] chosen = [.. one.GetProperty("options").EnumerateObject().Select(option => new ChosenOption(option.Name, option.Value.GetString()!))];
        return scorer.Of(Goal(one.GetProperty("goal")), bought, chosen, Number(one, "price"));
    }

    private static Goal Goal(JsonElement goal)
    {
        JsonElement options = goal.GetProperty("goal_options");
        GoalOption[] wanted = options.ValueKind == JsonValueKind.Object
            ? [.. options.EnumerateObject().Select(option => new GoalOption(option.Name, option.Value.GetString()!))]
            : [.. options.EnumerateArray().Select(option => new GoalOption(null, option.GetString()!))];
        Product asked = RewardRecordings.Products[Text(goal, "asin")];
        Assert.Equal((Text(goal, "name"), Text(goal, "query"), Text(goal, "product_category")), (asked.Title, asked.Query, asked.CategoryPath));
        return new Goal(asked, "", [.. goal.GetProperty("attributes").EnumerateArray().Select(one => one.GetString()!)], wanted, Number(goal, "price_upper"), 1);
    }

    private static (double Attributes, double Options, bool Price, bool Query, bool Category) Parts(JsonElement one) =>
        (Number(one, "r_att"), one.GetProperty("r_option").ValueKind == JsonValueKind.Null ? double.NaN : Number(one, "r_option"),
        one.GetProperty("r_price").GetBoolean(), one.GetProperty("query_match").GetBoolean(), one.GetProperty("category_match").GetBoolean());

    private static (double Attributes, double Options, bool Price, bool Query, bool Category) Parts(PurchaseReward reward) =>
        ((double)reward.AttributeHits / reward.Attributes, (double)reward.OptionHits / reward.Options, reward.PriceHit, reward.QueryMatch, reward.CategoryMatch);

    private static double Number(JsonElement from, string name) => from.GetProperty(name).GetDouble();

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;
}
