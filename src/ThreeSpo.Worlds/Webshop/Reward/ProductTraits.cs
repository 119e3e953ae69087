namespace ThreeSpo.Worlds.Webshop;

/// <summary>A product made ready to be compared with goals.</summary>
internal sealed class ProductTraits
{
    private readonly Product _product;
    private FuzzyText[]? _attributes;
    private string? _title;
    private string? _bullets;
    private string? _description;

    public ProductTraits(Product product, INouns nouns)
    {
        _product = product;
        IReadOnlyList<string> found = nouns.Of(product.Title);
        NounCount = found.Count;
        Nouns = found.ToHashSet(StringComparer.Ordinal);
        Families = TypeMatch.Families(product.CategoryPath);
    }

    /// <summary>The title's nouns, each once.</summary>
    public HashSet<string> Nouns { get; }

    /// <summary>The title's nouns, each as often as it occurs.</summary>
    public int NounCount { get; }

    /// <summary>The distinct parts of its path of families.</summary>
    public string[] Families { get; }

    // What follows is needed of products that are bought, not of those that are asked for. Two threads may make it at a time: the same.

    /// <summary>Its attributes, in their order.</summary>
    public FuzzyText[] Attributes => _attributes ??= [.. _product.Attributes.Select(FuzzyText.Of)];

    /// <summary>Its title, in lower case.</summary>
    public string Title => _title ??= PythonText.Lower(_product.Title);

    /// <summary>Its short texts, joined by spaces, in lower case.</summary>
    public string Bullets => _bullets ??= PythonText.Lower(string.Join(' ', _product.Bullets));

    /// <summary>Its long text, in lower case.</summary>
    public string Description => _description ??= PythonText.Lower(_product.Description);
}
