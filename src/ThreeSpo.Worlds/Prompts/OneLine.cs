namespace ThreeSpo.Worlds.Prompts;

/// <summary>Texts as one line.</summary>
internal static class OneLine
{
    /// <summary>The words of a text with single spaces between them.</summary>
    public static string Of(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
