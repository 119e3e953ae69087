namespace ThreeSpo.Worlds.Webshop;

/// <summary>The shop's buttons, as pages show them.</summary>
public static class Buttons
{
    /// <summary>Sends a search; a click on it does nothing.</summary>
    public const string Search = "Search";

    /// <summary>Leads to the search page and forgets the search.</summary>
    public const string BackToSearch = "Back to Search";

    /// <summary>Leads to the page before.</summary>
    public const string Previous = "< Prev";

    /// <summary>Leads to the next ten results.</summary>
    public const string Next = "Next >";

    /// <summary>Leads to the long text.</summary>
    public const string Description = "Description";

    /// <summary>Leads to the short texts.</summary>
    public const string Features = "Features";

    /// <summary>Leads to the reviews.</summary>
    public const string Reviews = "Reviews";

    /// <summary>Leads to attributes and families.</summary>
    public const string Attributes = "Attributes";

    /// <summary>Buys the product with the options chosen, and ends the session.</summary>
    public const string BuyNow = "Buy Now";
}
