namespace ThreeSpo.Worlds.Webshop;

/// <summary>Searches that begin with a sign and pass over the index, as the public implementation has them.</summary>
public static class SearchCommand
{
    private const string OfFamily = "<q>";
    private const string OfCategory = "<c>";

    /// <summary>The products that such a search finds, in the catalogue's order; null where the words are an ordinary search.</summary>
    /// <param name="catalogue">The products.</param>
    /// <param name="words">What is searched for: "&lt;q&gt; words" for a family, "&lt;c&gt; fashion" for a wider one, of which the first word counts.</param>
    public static IReadOnlyList<int>? Find(Catalogue catalogue, string words)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(words);
        string[] split = words.Split(' ');
        string family = PythonText.Strip(string.Join(' ', split.Skip(1)));
        return split switch
        {
            [OfFamily, ..] => Where(catalogue, product => product.Query == family),
            [OfCategory, var category, ..] => Where(catalogue, product => product.Category == PythonText.Strip(category)),
            _ => null,
        };
    }

    private static int[] Where(Catalogue catalogue, Predicate<Product> wanted) =>
        [.. Enumerable.Range(0, catalogue.Products.Count).Where(number => wanted(catalogue.Products[number]))];
}
