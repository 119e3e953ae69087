using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

/// <summary>Who has read the same knows the same: what a goal means and what products hide reaches no policy before pages show it.</summary>
public sealed class HiddenFieldsTests
{
    private static readonly IPrompts[] AllPrompts =
        [WebshopPrompts.Create(new PromptSettings()), WebshopPrompts.Create(new PromptSettings { Prompt = PromptStyle.Reasoning, PromptHistory = 2 })];

    private static readonly string[][] Walks =
    [
        [], ["search[shirt]"], ["search[shirt]", "click[next >]"], ["search[shirt]", "click[b000000001]"], ["search[shirt]", "click[b000000001]", "click[red]"],
        ["search[shirt]", "click[b000000001]", "click[reviews]"], ["search[shirt]", "click[b000000001]", "click[< prev]"],
        ["search[shirt]", "click[b000000002]", "click[back to search]"], ["search[lamp]", "click[b000000003]"],
    ];

    [Fact]
    public void What_a_goal_means_besides_its_sentence_changes_nothing_that_policies_see()
    {
        Shop shop = HandShop.Of();
        double[] prices = [.. shop.Catalogue.Products.Select(product => product.Prices[0])];
        var other = new Goal(HandShop.Lamp, HandShop.Instruction, ["soft"], [new GoalOption("color", "blue")], 1_000_000, 7);
        WebshopSnapshot told = WebshopWorld.Start(shop, new Errand("synthetic/1/0", HandShop.Goal, prices));
        WebshopSnapshot swapped = WebshopWorld.Start(shop, new Errand("synthetic/1/0", other, [.. prices.Select(price => 1000 - price)]));

        foreach (string[] walk in Walks)
            Same(told, swapped, walk);
    }

    [Fact]
    public void What_products_have_on_pages_that_were_not_opened_changes_nothing_that_policies_see()
    {
        Shop shop = HandShop.Of();
        Product[] others = [.. shop.Catalogue.Products.Select(Rewritten)];
        Shop rewritten = shop with { Catalogue = new Catalogue("other", others, []) };

        foreach (string[] walk in Walks)
            Same(HandShop.Start(shop), HandShop.Start(rewritten), walk);
    }

    private static void Same(WebshopSnapshot one, WebshopSnapshot other, string[] walk)
    {
        (TreeNode first, TreeNode second) = (one.Node(), other.Node());
        foreach (string action in walk)
        {
            (one, other) = (one.Then(action), other.Then(action));
            first = new TreeNode(one, first, first.Depth + 1, first.Index + 1, HandShop.Keys, action);
            second = new TreeNode(other, second, second.Depth + 1, second.Index + 1, HandShop.Keys, action);
        }

        Choices told = new WebshopFeatures().Describe(first);
        Choices swapped = new WebshopFeatures().Describe(second);
        Assert.Equal(told.Actions, swapped.Actions);
        Assert.Equal(told.Features, swapped.Features);
        Assert.Equal(new ImperfectShopper(0.2, 0.1).Distribution(first), new ImperfectShopper(0.2, 0.1).Distribution(second));
        Assert.Equal((one.Observation, one.PageText, one.Goal, one.Progress), (other.Observation, other.PageText, other.Goal, other.Progress));
        Assert.Equal(one.Actions, other.Actions);
        Assert.Equal((first.State, first.NodeState), (second.State, second.NodeState));
        foreach (IPrompts prompts in AllPrompts)
        {
            Assert.Equal(prompts.Describe(first), prompts.Describe(second));
            Assert.Equal(prompts.Actions(first), prompts.Actions(second));
            Assert.Equal(prompts.OpenActions(first), prompts.OpenActions(second));
        }
    }

    /// <summary>The same titles, prices and options; all else as unlike as can be.</summary>
    private static Product Rewritten(Product product) => new()
    {
        Asin = product.Asin,
        Title = product.Title,
        Description = "machine wash long sleeve men's shirts",
        Bullets = ["long sleeve", "machine wash"],
        Prices = product.Prices,
        PriceTag = product.PriceTag,
        Options = product.Options,
        Attributes = ["other"],
        Query = "other",
        Category = "other",
        CategoryPath = "Other",
        Instruction = "Find me other",
        InstructionAttributes = ["other"],
    };
}
