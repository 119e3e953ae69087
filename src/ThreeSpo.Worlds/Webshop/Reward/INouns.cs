namespace ThreeSpo.Worlds.Webshop;

/// <summary>Says which words of a product's title are nouns. Safe to share between threads.</summary>
/// <remarks>WebShop asks spaCy's en_core_web_sm for the words that it tags NOUN or PROPN.</remarks>
public interface INouns
{
    /// <summary>The nouns of a title.</summary>
    /// <param name="title">The title, as the shop shows it.</param>
    /// <returns>The nouns in their order, in lower case, each as often as it occurs.</returns>
    IReadOnlyList<string> Of(string title);
}
