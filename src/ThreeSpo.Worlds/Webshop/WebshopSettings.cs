using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Which shop, which goals, and how it behaves where there is a choice.</summary>
[Description("WebShop: products, goals and rules")]
public sealed record WebshopSettings
{
    /// <summary>What to write for generated products where a folder is asked for.</summary>
    public const string Synthetic = "synthetic";

    /// <summary>Where the products come from.</summary>
    [Description("\"synthetic\", or a folder with the official files: items_shuffle*.json, items_ins_v2*.json, items_human_ins*.json")]
    public string Catalogue { get; init; } = Synthetic;

    /// <summary>How many products are generated.</summary>
    [Description("products of the synthetic catalogue")]
    [Range(50, 200_000)]
    public int Products { get; init; } = 1000;

    /// <summary>The seed that they are generated with.</summary>
    [Description("seed of the synthetic catalogue")]
    [Range(0, int.MaxValue)]
    public int CatalogueSeed { get; init; } = 1;

    /// <summary>Where an index is kept that takes long to build.</summary>
    [Description("file that the search index is kept in and read from, for large catalogues; empty = built each time")]
    public string Index { get; init; } = "";

    /// <summary>Where goals come from.</summary>
    [Description("what is asked for: every combination of a product's attributes and options, or what people wrote")]
    public GoalKind Goals { get; init; } = GoalKind.Synthetic;

    /// <summary>How goals are divided.</summary>
    [Description("product: no product asked for in the measurement is ever trained on; shared: one shuffle, divided; peer: as the public code does, which trains on what it measures")]
    public WebshopSplit Split { get; init; } = WebshopSplit.Product;

    /// <summary>The seed of prices, price limits and the order of goals.</summary>
    [Description("seed of prices, price limits and the order of goals; -1 = the one that the split was published with: 233, of split=peer 0")]
    [Range(-1, int.MaxValue)]
    public int GoalSeed { get; init; } = -1;

    /// <summary>How many goals are measured on.</summary>
    [Description("unseen goals to measure on, at most")]
    [Range(1, 100_000)]
    public int UnseenGoals { get; init; } = WebshopPanels.UsualUnseen;

    /// <summary>How many goals of one product are trained on.</summary>
    [Description("split=product: goals of one product that are trained on at most; of some products there are hundreds")]
    [Range(1, 100_000)]
    public int GoalsPerProduct { get; init; } = 8;

    /// <summary>Which rewards purchases earn.</summary>
    [Description("the benchmark's own rewards, or those by which every goal can be reached")]
    public RewardMode RewardMode { get; init; } = RewardMode.Faithful;

    /// <summary>Where titles' nouns come from.</summary>
    [Description("JSON file of titles and their nouns, found by a tagger; empty = by rule")]
    public string Nouns { get; init; } = "";

    /// <summary>How pages are put into words.</summary>
    [Description("pages in one line, where what was clicked does not show, or a line a part, where it does")]
    public PageStyle PageStyle { get; init; } = PageStyle.Text;

    /// <summary>Whether "&lt;q&gt; words" and "&lt;c&gt; words" search by family.</summary>
    [Description("whether searches such as \"<c> fashion\" list a family, as in the public code")]
    public bool SearchCommands { get; init; }
}
