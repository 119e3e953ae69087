namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>How a sentence asks for an attribute.</summary>
internal enum Ask
{
    /// <summary>Before the product: "machine wash shirts".</summary>
    Is,

    /// <summary>After it: "shirts with side pockets".</summary>
    Has,

    /// <summary>What it is good for: "shirts for daily wear".</summary>
    For,
}
