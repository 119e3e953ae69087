namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>An attribute that products may have.</summary>
/// <param name="Name">Its two words, as in "Find me machine wash shirts".</param>
/// <param name="Ask">How a sentence asks for it.</param>
/// <param name="Text">What a listing says about it; {noun} stands for the product and never governs a verb, as it may be a plural.</param>
internal sealed record AttributeRow(string Name, Ask Ask, string Text)
{
    /// <summary>The name as titles and headings spell it.</summary>
    public string Title { get; } = Wording.Title(Name);
}
