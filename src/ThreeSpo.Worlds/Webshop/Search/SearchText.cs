namespace ThreeSpo.Worlds.Webshop;

/// <summary>What searches look at of a product.</summary>
internal static class SearchText
{
    /// <summary>Title, description, first bullet, and names and values of options. Words never reach from one part into the next.</summary>
    public static IEnumerable<string> Parts(Product product)
    {
        yield return product.Title;
        yield return product.Description;
        if (product.Bullets.Count > 0)
            yield return product.Bullets[0];

        foreach (OptionGroup group in product.Options)
        {
            yield return group.Name;
            foreach (string value in group.Values)
                yield return value;
        }
    }
}
