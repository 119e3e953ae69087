namespace ThreeSpo.Worlds.Webshop;

/// <summary>What a purchase earns, part by part.</summary>
/// <param name="Type">r_type: how far the product is of the kind that was asked for. One of 0, 0.1, 0.5, 1.</param>
/// <param name="AttributeHits">Attributes wanted that the product has.</param>
/// <param name="Attributes">Attributes wanted.</param>
/// <param name="OptionHits">Options wanted that were chosen.</param>
/// <param name="Options">Options wanted.</param>
/// <param name="PriceHit">Whether the price lies within what was asked for.</param>
/// <param name="QueryMatch">Whether both products belong to the same narrowest family.</param>
/// <param name="CategoryMatch">Whether their paths of families share at least two parts.</param>
/// <param name="TitleScore">The share of the wanted title's nouns that the bought title has.</param>
/// <remarks>WebShop (arXiv 2207.01206), Sec. 3: r = r_type · (hits of attributes and options + price hit) / (attributes + options + 1).</remarks>
public sealed record PurchaseReward(
    double Type, int AttributeHits, int Attributes, int OptionHits, int Options, bool PriceHit, bool QueryMatch, bool CategoryMatch, double TitleScore)
{
    /// <summary>r: 1 for exactly what was asked for. In [0, 1].</summary>
    public double Total => (double)(AttributeHits + OptionHits + (PriceHit ? 1 : 0)) / (Attributes + Options + 1) * Type;
}
