using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

/// <summary>A shop of a few shirts and a lamp, made by hand.</summary>
internal static class HandShop
{
    public const string Instruction =
        "Find me machine wash men's shirts with long sleeve with color: red, and size: small, and price lower than 30.00 dollars";

    public static readonly StateKeys Keys = new(StateIdentity.Text, StateIdentity.Text);

    /// <summary>The shirt that is asked for.</summary>
    public static Product Shirt { get; } = new()
    {
        Asin = "B000000001",
        Title = "Acme Men's Shirt, Machine Wash",
        Description = "A shirt with a long sleeve.",
        Bullets = ["Machine wash cold", "", "Buttons"],
        Prices = [19.99],
        PriceTag = "$19.99",
        Options = [new OptionGroup("color", ["blue", "red"]), new OptionGroup("size", ["small", "large"])],
        Attributes = ["machine wash", "long sleeve"],
        Query = "men's shirts",
        Category = "fashion",
        CategoryPath = "Clothing › Men › Shirts",
        Instruction = "Find me machine wash men's shirts with long sleeve",
        InstructionAttributes = ["machine wash", "long sleeve"],
    };

    /// <summary>Another shirt, dearer.</summary>
    public static Product Dear { get; } = new()
    {
        Asin = "B000000002",
        Title = "Other Men's Shirt Machine Wash Long Sleeve",
        Description = "",
        Bullets = ["Hangs well"],
        Prices = [40, 60],
        PriceTag = "$40.0 to $60.0",
        Options = [],
        Attributes = ["DUMMY_ATTR"],
        Query = "men's shirts",
        Category = "fashion",
        CategoryPath = "Clothing › Men › Shirts",
    };

    /// <summary>No shirt at all.</summary>
    public static Product Lamp { get; } = new()
    {
        Asin = "B000000003",
        Title = "",
        Description = "A desk lamp for men.",
        Bullets = [],
        Prices = [5],
        PriceTag = "$5.0",
        Options = [],
        Attributes = ["DUMMY_ATTR"],
        Query = "desk lamps",
        Category = "garden",
        CategoryPath = "Home › Lamps",
    };

    public static Goal Goal { get; } = new(
        Shirt, Instruction, ["machine wash", "long sleeve"], [new GoalOption("color", "red"), new GoalOption("size", "small")], 30, 1);

    public static Shop Of(ShopRules? rules = null, params Product[] more)
    {
        Product[] products = [Shirt, Dear, Lamp, .. more];
        return new Shop(
            new Catalogue("by hand", products, []), SearchIndex.Build(products), new PurchaseScorer(new RuleNouns(), RewardMode.Faithful), rules ?? new ShopRules());
    }

    public static WebshopSnapshot Start(Shop? shop = null)
    {
        shop ??= Of();
        return WebshopWorld.Start(shop, new Errand("synthetic/1/0", Goal, [.. shop.Catalogue.Products.Select(product => product.Prices[0])]));
    }

    /// <summary>After some actions from the start.</summary>
    public static WebshopSnapshot After(params string[] actions) => Start().Then(actions);

    public static WebshopSnapshot Then(this WebshopSnapshot from, params string[] actions) =>
        actions.Aggregate(from, (now, action) => (WebshopSnapshot)WebshopWorld.Step(now, action).Next);

    public static TreeNode Node(this WebshopSnapshot now) => new(now, null, 0, 0, Keys);
}
