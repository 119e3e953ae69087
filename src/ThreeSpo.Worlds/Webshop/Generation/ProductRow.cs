namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>A kind of product: what one query of shoppers finds.</summary>
/// <param name="Query">The query, a plural: "women's wrap dresses".</param>
/// <param name="Nouns">What titles call one of them, in lower case, the usual name first: "wrap dress, tie waist dress".</param>
/// <param name="Price">The middle price. Unit: dollars.</param>
/// <param name="Details">Words for titles, such as "V Neck, Midi Length".</param>
/// <param name="Attributes">Attributes beyond the department's, or instead of them after "only: "; of names joined by "/" a product has one at most.</param>
internal sealed record ProductRow(string Query, string Nouns, int Price, string Details, string Attributes)
{
    /// <summary>Options that replace the department's, in the same notation; null for the department's.</summary>
    public string? Options { get; init; }
}
