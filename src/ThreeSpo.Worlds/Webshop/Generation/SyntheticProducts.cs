namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>The invented catalogue as products: written in the official formats, and read as any other catalogue is.</summary>
public static class SyntheticProducts
{
    /// <summary>Makes them.</summary>
    /// <param name="products">How many.</param>
    /// <param name="seed">Another seed makes other products.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too few or too many products.</exception>
    public static Catalogue Create(int products = 1000, int seed = 1)
    {
        var made = SyntheticCatalogue.Create(products, seed);
        using var items = new MemoryStream(SyntheticFiles.Items(made));
        using var attributes = new MemoryStream(SyntheticFiles.Attributes(made));
        using var people = new MemoryStream(SyntheticFiles.People(made));
        return CatalogueFiles.Read($"synthetic, {products} products, seed {seed}", items, attributes, people);
    }
}
