using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>The stems of a product's texts, page by page.</summary>
public sealed class ProductReading
{
    private static readonly ConditionalWeakTable<Product, ProductReading> Known = [];

    private readonly Product _product;
    private FrozenSet<string>? _description;
    private FrozenSet<string>? _features;

    private ProductReading(Product product)
    {
        _product = product;
        Title = Stems(product.Title);
    }

    /// <summary>Those of the title.</summary>
    public FrozenSet<string> Title { get; }

    /// <summary>Those of a product; made once.</summary>
    public static ProductReading Of(Product product) => Known.GetValue(product, static product => new ProductReading(product));

    /// <summary>How many of a request's words stand in what was read of the product.</summary>
    /// <param name="request">The request.</param>
    /// <param name="pages">What was read besides the title.</param>
    public int Matches(Request request, PagesRead pages)
    {
        ArgumentNullException.ThrowIfNull(request);
        int matches = 0;
        foreach (string word in request.Words)
            matches += Stands(word, pages) ? 1 : 0;

        return matches;
    }

    /// <summary>Those words, in the request's order.</summary>
    /// <param name="request">The request.</param>
    /// <param name="pages">What was read besides the title.</param>
    public IEnumerable<string> Matching(Request request, PagesRead pages)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Words.Where(word => Stands(word, pages));
    }

    private bool Stands(string word, PagesRead pages) => Title.Contains(word)
        || ((pages & PagesRead.Description) != 0 && (_description ??= Stems(_product.Description)).Contains(word))
        || ((pages & PagesRead.Features) != 0 && (_features ??= Stems(string.Join(' ', _product.Bullets))).Contains(word));

    private static FrozenSet<string> Stems(string text) => Analyzer.Tokens(text).ToFrozenSet(StringComparer.Ordinal);
}
