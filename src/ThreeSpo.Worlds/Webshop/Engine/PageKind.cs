namespace ThreeSpo.Worlds.Webshop;

/// <summary>The pages of the shop.</summary>
public enum PageKind
{
    /// <summary>The page with the search bar, where every session begins.</summary>
    Search,

    /// <summary>Ten products that a search found.</summary>
    Results,

    /// <summary>A product, its options, and the button that buys it.</summary>
    Item,

    /// <summary>A product's long text.</summary>
    Description,

    /// <summary>A product's short texts.</summary>
    Features,

    /// <summary>A product's reviews, of which there are none.</summary>
    Reviews,

    /// <summary>A product's attributes and families; reached only where the shop shows them.</summary>
    Attributes,

    /// <summary>The end of a session: something was bought.</summary>
    Done,
}
