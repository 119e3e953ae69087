namespace ThreeSpo.Worlds.Webshop;

/// <summary>Why a purchase earns what it earns.</summary>
/// <param name="Reward">What it earns.</param>
/// <param name="Attributes">Each wanted attribute, in the goal's order.</param>
/// <param name="Options">Each wanted option, in the goal's order.</param>
public sealed record PurchaseExplanation(PurchaseReward Reward, IReadOnlyList<WantedPart> Attributes, IReadOnlyList<WantedPart> Options);

/// <summary>An attribute or option that was wanted, and what became of it.</summary>
/// <param name="Wanted">The attribute, or the option's value.</param>
/// <param name="Hit">Where it was found.</param>
/// <param name="Found">The product's attribute, or the value chosen, that counted for it; null where a text of the product did, or nothing.</param>
public readonly record struct WantedPart(string Wanted, Hit Hit, string? Found);

/// <summary>Where a wanted attribute or option was found.</summary>
public enum Hit
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Among the product's attributes or the options chosen, worded alike.</summary>
    Alike,

    /// <summary>There too, worded exactly so, which WebShop's own rewards overlook. Only in <see cref="RewardMode.Fixed"/>.</summary>
    Exact,

    /// <summary>In the title.</summary>
    Title,

    /// <summary>In the short texts of the features page.</summary>
    Bullets,

    /// <summary>In the long text.</summary>
    Description,
}
