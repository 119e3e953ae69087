namespace ThreeSpo.Worlds.Webshop;

/// <summary>What all sessions share: products, search, reward. Immutable.</summary>
/// <param name="Catalogue">The products.</param>
/// <param name="Index">Finds them by words.</param>
/// <param name="Scorer">Says what a purchase earns.</param>
/// <param name="Rules">How the shop behaves where there is a choice.</param>
public sealed record Shop(Catalogue Catalogue, SearchIndex Index, PurchaseScorer Scorer, ShopRules Rules);

/// <summary>How the shop behaves where there is a choice. The defaults are those of the benchmark.</summary>
public sealed record ShopRules
{
    /// <summary>How pages are put into words.</summary>
    public PageStyle Style { get; init; }

    /// <summary>Whether an item's page leads to its attributes, which give half of the answer away.</summary>
    public bool ShowAttributes { get; init; }

    /// <summary>Whether "&lt;q&gt; words" finds the products of a family and "&lt;c&gt; fashion" all those of a wider one, as in the public implementation.</summary>
    public bool SearchCommands { get; init; }
}

/// <summary>How pages are put into words.</summary>
public enum PageStyle
{
    /// <summary>All words in one line, parts separated by [SEP]; what was clicked does not show.</summary>
    Text,

    /// <summary>A line a part; buttons and links are marked, and those that were clicked are too.</summary>
    Rich,
}
