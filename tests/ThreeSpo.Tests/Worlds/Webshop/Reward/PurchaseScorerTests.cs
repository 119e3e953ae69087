using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Reward;

public sealed class PurchaseScorerTests
{
    private static readonly Product Shirt = Make("B1", "Acme Cotton Shirt for Men", "men's shirts", "Clothing › Men › Shirts");

    private static readonly PurchaseScorer Faithful = new(new RuleNouns(), RewardMode.Faithful);
    private static readonly PurchaseScorer Mended = new(new RuleNouns(), RewardMode.Fixed);

    [Fact]
    public void A_worked_example()
    {
        // "machine wash" is an attribute, "cotton" in the title, "iron free" nowhere; "large" was chosen, "blue" was not. The price fits.
        Goal goal = new(Shirt, "", ["machine wash", "cotton", "iron free"], [new("color", "blue"), new("size", "large")], 30, 1);

        PurchaseReward reward = Faithful.Of(goal, Shirt, [new("size", "large"), new("color", "red")], 29.5);

        Assert.Equal(new PurchaseReward(1, 2, 3, 1, 2, true, true, true, 1), reward);
        Assert.Equal(4 / 6.0, reward.Total);
    }

    [Fact]
    public void What_was_found_where_is_explained()
    {
        Goal goal = new(Shirt, "", ["wash machine", "men", "with pockets", "long lasting", "iron free"], [new("color", "noon blue"), new("size", "large")], 30, 1);
        ChosenOption[] chosen = [new("color", "noon blue"), new("size", "large")];

        PurchaseExplanation why = Faithful.Explain(goal, Shirt, chosen, 31);

        Assert.Equal(Faithful.Of(goal, Shirt, chosen, 31), why.Reward);
        Assert.Equal(
            [new("wash machine", Hit.Alike, "machine wash"), new("men", Hit.Title, null), new("with pockets", Hit.Bullets, null), new("long lasting", Hit.Description, null), new("iron free", Hit.None, null)],
            why.Attributes);
        Assert.Equal([new("noon blue", Hit.Alike, "noon blue"), new("large", Hit.Alike, "large")], why.Options);
        Assert.False(why.Reward.PriceHit);
    }

    [Fact]
    public void Without_attributes_options_and_price_there_is_one_part() =>
        Assert.Equal(1, Faithful.Of(new Goal(Shirt, "", [], [], 1_000_000, 1), Shirt, [new("size", "large")], 999_999).Total);

    [Fact]
    public void A_price_at_the_bound_fits_and_one_above_does_not()
    {
        Goal goal = new(Shirt, "", [], [], 30, 1);
        Assert.Equal((1, 0), (Faithful.Of(goal, Shirt, [], 30).Total, Faithful.Of(goal, Shirt, [], Math.BitIncrement(30)).Total));
    }

    [Fact]
    public void Another_kind_of_product_earns_nothing_and_one_with_few_nouns_in_common_a_tenth()
    {
        Product asked = Make("B2", "Acme Quartz Table Lamp Shade Bulb Socket Switch Cable Plug Stand", "lamps", "Home › Lamps");
        Goal goal = new(asked, "", ["cotton", "iron free"], [], 30, 1);

        Assert.Equal((0.1, 2 / 3.0 * 0.1), (Faithful.Of(goal, Shirt, [], 1).Type, Faithful.Of(goal, Shirt, [], 1).Total));
        Assert.Equal(0, Faithful.Of(goal with { Product = Make("B3", "Zinc Bucket", "men's shirts", Shirt.CategoryPath) }, Shirt, [], 1).Total);
    }

    [Theory]
    [InlineData("light blue", "dark blue", null, true)]
    [InlineData("noon blue", "noon blue", "color", true)]
    [InlineData("light blue", "blue", "color", true)]
    [InlineData("light blue", "dark blue", "color", true)]
    [InlineData("light blue", "noon black", "color", false)]
    [InlineData("2005brown", "2005brown", "color", false)]
    [InlineData("2005brown", "2005brown", null, true)]
    [InlineData("x-large", "large", "size", false)]
    [InlineData("large", "small", "size", false)]
    [InlineData("size", "small", "size", true)]
    [InlineData("★", "★", null, false)]
    public void Options_count_as_in_webshop(string chosen, string wanted, string? name, bool hit) =>
        Assert.Equal(hit ? 1 : 0, Faithful.Of(new Goal(Shirt, "", [], [new(name, wanted)], 30, 1), Shirt, [new("any", chosen)], 1).OptionHits);

    [Theory]
    [InlineData("2005brown", "2005brown", Hit.Exact)]
    [InlineData(" 2005brown", "2005Brown ", Hit.Exact)]
    [InlineData("★", "★", Hit.Exact)]
    [InlineData("2006brown", "2005brown", Hit.None)]
    [InlineData("noon blue", "noon blue", Hit.Alike)]
    public void Exactly_what_was_wanted_always_counts_once_mended(string chosen, string wanted, Hit hit) =>
        Assert.Equal(hit, Mended.Explain(new Goal(Shirt, "", [], [new("color", wanted)], 30, 1), Shirt, [new("any", chosen)], 1).Options[0].Hit);

    [Fact]
    public void An_attribute_of_signs_alone_counts_once_mended()
    {
        Goal goal = new(Shirt, "", ["★"], [], 30, 1);
        Assert.Equal((0, 1), (Faithful.Of(goal, Shirt, [], 1).AttributeHits, Mended.Of(goal, Shirt, [], 1).AttributeHits));
    }

    [Fact]
    public void Any_texts_earn_a_reward_from_0_to_1_at_least_as_much_once_mended_and_the_same_when_asked_again()
    {
        for (int number = 0; number < 2000; number++)
        {
            Chance chance = new("purchase", number);
            Product bought = Make("B4", Words(chance), Words(chance), Words(chance));
            Goal goal = new(
                chance.OneIn(2) ? bought : Make("B5", Words(chance), Words(chance), Words(chance)), "",
                [Words(chance), Words(chance)], [new(chance.OneIn(2) ? null : Words(chance), Words(chance))], chance.Below(20), 1);
            ChosenOption[] chosen = [new(Words(chance), chance.OneIn(2) ? goal.Options[0].Value : Words(chance))];

            PurchaseReward reward = Faithful.Of(goal, bought, chosen, 10);

            Assert.InRange(reward.Total, 0, 1);
            Assert.InRange(reward.TitleScore, 0, 1);
            Assert.True(Mended.Of(goal, bought, chosen, 10).Total >= reward.Total);
            Assert.Equal(reward, Faithful.Of(goal, bought, chosen, 10));
            Assert.Equal(reward, new PurchaseScorer(new RuleNouns(), RewardMode.Faithful).Of(goal, bought, chosen, 10));
        }
    }

    [Fact]
    public void Threads_that_share_a_scorer_get_the_same_rewards()
    {
        Goal[] goals = [.. Enumerable.Range(0, 500).Select(i => new Goal(Make($"A{i}", $"Acme Shirt {i} Cotton", "q", "a › b"), "", [$"cotton {i % 7}", "machine wash"], [new("color", $"blue {i}")], 30, 1))];
        PurchaseScorer alone = new(new RuleNouns(), RewardMode.Fixed);
        double[] expected = [.. goals.Select(goal => alone.Of(goal, Shirt, [new("color", "blue 3")], 1).Total)];

        PurchaseScorer shared = new(new RuleNouns(), RewardMode.Fixed);
        double[] found = new double[goals.Length * 8];
        Parallel.For(0, found.Length, i => found[i] = shared.Of(goals[i % goals.Length], Shirt, [new("color", "blue 3")], 1).Total);

        Assert.All(found, (total, i) => Assert.Equal(expected[i % goals.Length], total));
    }

    [Fact]
    public void What_is_remembered_is_bounded_and_forgotten_values_are_made_again()
    {
        int made = 0;
        BoundedMemory<int, string> memory = new(10, key => $"{key}, the {++made}.");

        Assert.Equal(memory.Of(1), memory.Of(1));
        Assert.Equal(1, made);
        for (int key = 0; key < 100; key++)
            Assert.StartsWith($"{key}, ", memory.Of(key), StringComparison.Ordinal);

        int before = made;
        Assert.StartsWith("1, ", memory.Of(1), StringComparison.Ordinal);
        Assert.Equal(before + 1, made);
    }

    internal static Product Make(string asin, string title, string query, string path) => new()
    {
        Asin = asin,
        Title = title,
        Description = "Made of LONG LASTING yarn.",
        Bullets = ["Comes with", "pockets", ""],
        Prices = [10],
        PriceTag = "$10.0",
        Options = [],
        Attributes = ["machine wash", "★", "office wear"],
        Query = query,
        Category = "fashion",
        CategoryPath = path,
    };

    private static string Words(Chance chance)
    {
        string[] some = ["blue", "Shirt", "›", "★", "é", "İ", "\ud800", "😀", "machine wash", "", "large", "tan", "1", "›"];
        return string.Join(' ', Enumerable.Range(0, chance.Below(4)).Select(_ => chance.Of(some)));
    }
}
