namespace ThreeSpo.Worlds.Webshop;

/// <summary>A product that a search found.</summary>
/// <param name="Product">Its number in the catalogue.</param>
/// <param name="Score">How well it matches. Above 0.</param>
public readonly record struct SearchHit(int Product, float Score);
