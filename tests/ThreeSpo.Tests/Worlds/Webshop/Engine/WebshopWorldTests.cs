using ThreeSpo.Environments;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

public sealed class WebshopWorldTests
{
    private static readonly string[] Bought = ["search[shirt]", "click[b000000001]", "click[red]", "click[small]", "click[buy now]"];

    [Fact]
    public void A_session_begins_with_a_search_bar_and_nothing_else()
    {
        WebshopSnapshot start = HandShop.Start();

        Assert.Equal($"WebShop [SEP] Instruction: [SEP] {HandShop.Instruction} [SEP] Search", start.PageText);
        Assert.Equal("'Search'", start.Observation);
        Assert.Equal(["search[<your query>]"], start.Actions);
        Assert.True(start.HasSearchBar);
    }

    [Fact]
    public void Buying_exactly_what_was_asked_for_succeeds_with_reward_ten_and_score_one()
    {
        Transition end = WebshopWorld.Step(HandShop.After(Bought[..^1]), Bought[^1]);

        Assert.Equal((10.0, 1.0, Ending.Succeeded, true), (end.Reward, end.Score, end.Ending, end.Valid));
        Assert.Empty(end.Next.Actions);
        Assert.Contains("1.0", end.Next.Observation, StringComparison.Ordinal);
    }

    [Theory]
    // One option of two, and none: (2 + 1 + 1) / 5 and (2 + 0 + 1) / 5.
    [InlineData(0.8, "click[red]")]
    [InlineData(0.6)]
    // The wrong one, chosen last, replaces the right one.
    [InlineData(0.8, "click[small]", "click[red]", "click[blue]")]
    public void Buying_something_else_fails_and_earns_a_score_alone(double score, params string[] choices)
    {
        Transition end = WebshopWorld.Step(HandShop.After(["search[shirt]", "click[b000000001]", .. choices]), "click[buy now]");

        Assert.Equal((0.0, score, Ending.Failed), (end.Reward, end.Score, end.Ending));
    }

    [Fact]
    public void A_moment_can_be_continued_in_many_ways_and_stays_as_it_is()
    {
        WebshopSnapshot item = HandShop.After(Bought[..2]);
        string before = item.WorldState;

        WebshopSnapshot red = item.Then("click[red]");
        WebshopSnapshot blue = item.Then("click[blue]");

        Assert.Equal(before, item.WorldState);
        Assert.Equal(red.WorldState, item.Then("click[red]").WorldState);
        Assert.NotEqual(red.WorldState, blue.WorldState);
        Assert.Equal(red.Observation, blue.Observation);
    }

    [Fact]
    public void Searching_is_possible_from_every_page_and_forgets_product_and_options()
    {
        foreach (string way in (string[])["click[red]", "click[description]", "click[features]", "click[reviews]"])
        {
            WebshopSnapshot found = HandShop.After("search[shirt]", "click[b000000001]", way).Then("search[lamp]");
            Assert.Equal(HandShop.After("search[lamp]").WorldState, found.WorldState);
        }
    }

    [Fact]
    public void Going_back_from_a_page_of_a_product_keeps_its_options_and_going_back_from_the_product_forgets_them()
    {
        WebshopSnapshot chosen = HandShop.After("search[shirt]", "click[b000000001]", "click[red]");

        Assert.Equal(chosen.WorldState, chosen.Then("click[features]", "click[< prev]").WorldState);
        WebshopSnapshot results = chosen.Then("click[< prev]");
        Assert.Equal(HandShop.After("search[shirt]").WorldState, results.WorldState);
        Assert.Empty(results.Then("click[b000000001]").Visit.Options);
    }

    [Fact]
    public void Back_to_search_forgets_everything_but_the_task()
    {
        WebshopSnapshot back = HandShop.After("search[shirt]", "click[b000000001]", "click[red]", "click[back to search]");

        Assert.Equal(HandShop.Start().WorldState, back.WorldState);
        Assert.Equal(HandShop.Instruction, back.Goal);
    }

    [Fact]
    public void Pages_beyond_the_last_result_are_empty_and_lead_back()
    {
        WebshopSnapshot second = HandShop.After("search[shirt]", "click[next >]");

        Assert.Equal("'Back to Search' [SEP] 'Page 2 (Total results: 2)' [SEP] '< Prev' [SEP] 'Next >'", second.Observation);
        Assert.Equal(HandShop.After("search[shirt]").Observation, second.Then("click[< prev]").Observation);
    }

    [Theory]
    [InlineData("click[search]")]
    [InlineData("click[buy now]")]
    [InlineData("click[b000000001]")]
    [InlineData("search[]")]
    [InlineData("search")]
    [InlineData("search[red\nshirt]")]
    [InlineData("SEARCH[shirt]")]
    [InlineData("buy now")]
    [InlineData("")]
    public void What_the_page_does_not_have_changes_nothing(string action)
    {
        Transition step = WebshopWorld.Step(HandShop.Start(), action);

        Assert.Equal((0.0, 0.0, Ending.None, false), (step.Reward, step.Score, step.Ending, step.Valid));
        Assert.Equal(HandShop.Start().WorldState, step.Next.WorldState);
        Assert.Equal(HandShop.Start().Observation, step.Next.Observation);
    }

    [Fact]
    public void Clicks_are_read_in_lower_case_and_not_trimmed()
    {
        WebshopSnapshot results = HandShop.After("search[SHIRT]");

        Assert.Equal("shirt", results.Visit.Query);
        Assert.True(WebshopWorld.Step(results, "click[B000000001]").Valid);
        Assert.False(WebshopWorld.Step(results, "click[ b000000001 ]").Valid);
    }

    [Fact]
    public void A_session_that_has_bought_cannot_be_continued()
    {
        var end = (WebshopSnapshot)WebshopWorld.Step(HandShop.After(Bought[..^1]), Bought[^1]).Next;

        Assert.Throws<InvalidOperationException>(() => WebshopWorld.Step(end, "search[shirt]"));
    }

    [Fact]
    public void Rich_pages_mark_what_was_clicked_and_plain_ones_do_not()
    {
        Shop rich = HandShop.Of(new ShopRules { Style = PageStyle.Rich });
        WebshopSnapshot chosen = HandShop.Start(rich).Then("search[shirt]", "click[b000000001]", "click[red]");

        Assert.StartsWith("You have clicked red.\n", chosen.Observation, StringComparison.Ordinal);
        Assert.Contains("  [clicked button] red [clicked button_]\n", chosen.Observation, StringComparison.Ordinal);
        Assert.Contains("\n[clicked button] B000000001 [clicked button_]\n", chosen.Then("click[< prev]").Observation, StringComparison.Ordinal);
        Assert.DoesNotContain("clicked", HandShop.After(Bought[..3]).Observation, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_title_is_no_part_of_a_page_and_an_empty_bullet_is_an_empty_one()
    {
        Assert.Contains("'B000000003' [SEP] '$5.0'", HandShop.After("search[lamp]").Observation, StringComparison.Ordinal);
        Assert.Contains("'Machine wash cold' [SEP] '' [SEP] 'Buttons'",
            HandShop.After("search[shirt]", "click[b000000001]", "click[features]").Observation, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_commands_list_families_only_where_the_shop_has_them()
    {
        Shop with = HandShop.Of(new ShopRules { SearchCommands = true });

        Assert.Equal([2], HandShop.Start(with).Then("search[<c> garden]").Visit.Found);
        Assert.Equal([0, 1], HandShop.Start(with).Then("search[<q> men's shirts]").Visit.Found);
        Assert.Empty(HandShop.After("search[<c> garden]").Visit.Found);
    }

    [Theory]
    // Of a category the second word counts, of a family all that follow, as they are; a sign that is not the first word is a word.
    [InlineData("<c> garden sale", new[] { 2 })]
    [InlineData("<q>  men's shirts ", new[] { 0, 1 })]
    [InlineData("<q> men's  shirts", new int[0])]
    [InlineData(" <c> garden", new int[0])]
    [InlineData("<q>\tmen's shirts", new[] { 0, 1, 2 })]
    [InlineData("<c>", new int[0])]
    [InlineData("<q>", new int[0])]
    public void Search_commands_are_told_from_words_as_the_public_code_does(string words, int[] found) =>
        Assert.Equal(found, HandShop.Start(HandShop.Of(new ShopRules { SearchCommands = true })).Then($"search[{words}]").Visit.Found.Order());

    [Fact]
    public void Attributes_show_only_where_the_shop_shows_them()
    {
        Shop with = HandShop.Of(new ShopRules { ShowAttributes = true });
        WebshopSnapshot item = HandShop.Start(with).Then("search[shirt]", "click[b000000001]");

        Assert.Contains("'machine wash' [SEP] 'long sleeve' [SEP] 'fashion'", item.Then("click[attributes]").Observation, StringComparison.Ordinal);
        Assert.False(WebshopWorld.Step(HandShop.After(Bought[..2]), "click[attributes]").Valid);
    }

    [Fact]
    public void Of_options_that_are_called_like_a_button_the_option_is_meant()
    {
        WebshopSnapshot item = HandShop.Start(HandShop.Of(null, Odd("Buy Now", "[x]"))).Then("search[odd]", "click[b000000009]");

        Assert.Equal(["back to search", "< prev", "description", "features", "reviews", "buy now", "[x]"], item.Clickables.Texts);
        Assert.Equal("Buy Now", item.Then("click[buy now]").Visit.Chosen("style"));
    }

    [Fact]
    public void An_option_called_search_can_be_seen_but_not_clicked()
    {
        WebshopSnapshot item = HandShop.Start(HandShop.Of(null, Odd("search", "find"))).Then("search[odd]", "click[b000000009]");

        Assert.Contains("'search'", item.Observation, StringComparison.Ordinal);
        Assert.False(WebshopWorld.Step(item, "click[search]").Valid);
        Assert.DoesNotContain(item.Actions, action => action.Contains("search]", StringComparison.Ordinal) && action != "click[back to search]");
        Assert.DoesNotContain(ShopAction.AnySearch, item.Actions);
        Assert.All(ShopperChoice.At(ShopperView.Of(item)), choice => Assert.True(WebshopWorld.Step(item, choice.Action).Valid, choice.Action));
    }

    [Fact]
    public void Rich_pages_take_a_value_in_quotes_among_the_words_searched_for_as_clicked()
    {
        Shop rich = HandShop.Of(new ShopRules { Style = PageStyle.Rich });
        WebshopSnapshot item = HandShop.Start(rich).Then("search[a \"red\" shirt]", "click[b000000001]");

        Assert.StartsWith("You have clicked red.\n", item.Observation, StringComparison.Ordinal);
        Assert.DoesNotContain("clicked", HandShop.Start(rich).Then("search[a red shirt]", "click[b000000001]").Observation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_of_another_catalogue_or_of_none_is_refused()
    {
        var world = new WebshopWorld(HandShop.Of());

        Assert.Throws<ArgumentException>(() => world.Start(new TaskInstance("synthetic/1/999", "")));
        Assert.Throws<ArgumentException>(() => world.Start(new TaskInstance("kitchen", "")));
        Assert.Equal(HandShop.Shirt.Asin, ((WebshopSnapshot)world.Start(new TaskInstance("synthetic/1/0", ""))).Errand.Goal.Product.Asin);
    }

    [Fact]
    public void Choices_that_differ_are_never_the_same_progress_whatever_signs_they_hold()
    {
        Product odd = SmallShop.Product("B000000009", null, null, ("a", ["b", "b/c=d"]), ("c", ["d"]));
        WebshopSnapshot item = HandShop.Start(HandShop.Of(null, odd)).Then("search[title]", "click[b000000009]");

        Assert.NotEqual(item.Then("click[b/c=d]").Progress, item.Then("click[b]", "click[d]").Progress);
        Assert.Equal(item.Then("click[d]", "click[b]").Progress, item.Then("click[b]", "click[d]").Progress);
    }

    [Fact]
    public void Equal_world_states_behave_equally()
    {
        WebshopSnapshot one = HandShop.After("search[shirt]", "click[b000000001]", "click[red]", "click[small]");
        WebshopSnapshot other = HandShop.After("search[lamp]", "search[shirt]", "click[b000000001]", "click[small]", "click[blue]", "click[red]");

        Assert.Equal(one.WorldState, other.WorldState);
        Assert.Equal(WebshopWorld.Step(one, "click[buy now]").Score, WebshopWorld.Step(other, "click[buy now]").Score);
    }

    private static Product Odd(params string[] styles) => new()
    {
        Asin = "B000000009",
        Title = "Odd thing",
        Description = "",
        Bullets = [],
        Prices = [1],
        PriceTag = "$1.0",
        Options = [new OptionGroup("style", styles)],
        Attributes = ["DUMMY_ATTR"],
        Query = "odd",
        Category = "garden",
        CategoryPath = "Odd",
    };
}
