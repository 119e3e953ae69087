namespace ThreeSpo.Worlds.Webshop;

/// <summary>What can be clicked on a page: buttons in the page's order, then products, then values of options.</summary>
/// <remarks>
/// They are found by their text in lower case; of equal texts the first keeps its place and the last its meaning. What is called like the
/// button "search" is listed and does nothing: a click on that text is always taken for one on the button.
/// </remarks>
public sealed class Clickables
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, PagePart> _parts = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _actions;

    /// <summary>Finds them on a page.</summary>
    /// <param name="parts">The page's parts.</param>
    public Clickables(IReadOnlyList<PagePart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Add(parts, PartKind.Button);
        Add(parts, PartKind.Product);
        Add(parts, PartKind.Option);
    }

    /// <summary>Their texts, in order.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The actions of the page: a search where there is a bar, and all clicks that do something.</summary>
    public IReadOnlyList<string> Actions => _actions ??= _parts.TryGetValue(SearchText, out PagePart search) && search.Kind is PartKind.Button
        ? [ShopAction.AnySearch, .. Useful.Select(ShopAction.ClickOn)]
        : [.. Useful.Select(ShopAction.ClickOn)];

    /// <summary>The texts of clicks that do something.</summary>
    public IEnumerable<string> Useful => _texts.Where(text => text != SearchText);

    private static string SearchText { get; } = Lower(Buttons.Search);

    /// <summary>What a click means; null where it does nothing.</summary>
    /// <param name="text">The text, in lower case.</param>
    public PagePart? Find(string text) => text != SearchText && _parts.TryGetValue(text, out PagePart part) ? part : null;

    /// <summary>A text as clicks name it.</summary>
    public static string Lower(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PythonText.Lower(text);
    }

    private void Add(IReadOnlyList<PagePart> parts, PartKind kind)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            PagePart part = parts[i];
            if (part.Kind != kind)
                continue;

            string text = Lower(part.Text);
            if (!_parts.ContainsKey(text))
                _texts.Add(text);

            _parts[text] = part;
        }
    }
}
