using System.Globalization;
using ThreeSpo.Environments;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>One moment of a session. Going back to it means keeping it.</summary>
public sealed class WebshopSnapshot : Snapshot
{
    private List<PagePart>? _parts;
    private string? _observation;
    private Clickables? _clickables;

    internal WebshopSnapshot(Shop shop, Errand errand, Visit visit, ShopperNotes notes, PurchaseReward? purchase = null)
    {
        Shop = shop;
        Errand = errand;
        Visit = visit;
        Notes = notes;
        Purchase = purchase;
    }

    /// <inheritdoc/>
    public override string TaskId => Errand.TaskId;

    /// <inheritdoc/>
    public override string Goal => Errand.Goal.Instruction;

    /// <summary>The page without the task, and in plain style without the options chosen: the state that the paper's runs go by.</summary>
    public override string Observation => _observation ??= Purchase is not null ? PageText
        : Shop.Rules.Style is PageStyle.Rich ? RichPage.Observed(Visit, Parts) : PlainPage.Observed(Parts);

    /// <summary>The page as the shop shows it, the task included.</summary>
    public string PageText => Purchase is { } bought ? DonePage.Of(Product.Asin, Visit.Options, bought.Total, Shop.Rules.Style)
        : Shop.Rules.Style is PageStyle.Rich ? RichPage.Of(Visit, Goal, Parts) : PlainPage.Of(Visit, Goal, Parts);

    /// <summary>What may be done, as the benchmark lists it, but for the click on "search", which does nothing. None at the end.</summary>
    public override IReadOnlyList<string> Actions => Clickables.Actions;

    /// <inheritdoc/>
    public override string WorldState => string.Create(CultureInfo.InvariantCulture, $"{Visit.Page}/{Visit.ResultsPage}/{Asin}/")
        + $"{OptionsJson.Of(Visit.Options, forPages: true)}/{(Shop.Rules.Style is PageStyle.Rich ? string.Join(',', Visit.Seen.Order()) : "")}/{Visit.Query}";

    /// <summary>The task, the page, the product with its options, and what was read of it: what a careful shopper would keep in mind.</summary>
    public override string Progress => ShopperNotes.ProgressKey(this);

    /// <summary>The shop.</summary>
    public Shop Shop { get; }

    /// <summary>The task.</summary>
    public Errand Errand { get; }

    /// <summary>Where the session stands.</summary>
    public Visit Visit { get; }

    /// <summary>What the shopper has read so far.</summary>
    public ShopperNotes Notes { get; }

    /// <summary>What the purchase earned; null before one. A session that has bought cannot be continued.</summary>
    public PurchaseReward? Purchase { get; }

    /// <summary>The page's parts below the instruction; none at the end.</summary>
    public IReadOnlyList<PagePart> Parts => _parts ??= Purchase is null ? PageParts.Of(Shop, Visit) : [];

    /// <summary>What can be clicked.</summary>
    public Clickables Clickables => _clickables ??= new Clickables(Parts);

    /// <summary>Whether the page has a search bar. A search is possible from every page.</summary>
    public bool HasSearchBar => Visit.Page is PageKind.Search;

    /// <summary>The product looked at.</summary>
    /// <exception cref="InvalidOperationException">None is.</exception>
    public Product Product => Visit.Product >= 0 ? Shop.Catalogue.Products[Visit.Product]
        : throw new InvalidOperationException($"The {Visit.Page} page shows no single product. Look at Visit.Product first.");

    private string Asin => Visit.Product >= 0 ? Product.Asin : "";
}
