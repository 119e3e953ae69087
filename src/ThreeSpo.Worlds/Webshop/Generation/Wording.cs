using System.Collections.Frozen;

namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Small rules of spelling for listings.</summary>
internal static class Wording
{
    private static readonly FrozenSet<string> Abbreviations =
        new[] { "usb", "hd", "led", "fm", "lcd", "bpa", "gmo", "tv", "tvs", "cd", "dvd", "hdmi", "vr", "av", "pc" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Small =
        new[] { "a", "and", "at", "by", "de", "for", "in", "of", "on", "or", "the", "to", "with" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Lower-case words as titles spell them: "usb port for the desk" becomes "USB Port for the Desk".</summary>
    public static string Title(string words) => string.Join(' ', words.Split(' ').Select(TitleWord));

    /// <summary>How many words a text has, as split at spaces. At least 1.</summary>
    public static int Words(string text) => text.AsSpan().Count(' ') + 1;

    /// <summary>A text with its noun and use put in.</summary>
    public static string Fill(string text, string noun, string use) =>
        text.Replace("{noun}", noun, StringComparison.Ordinal).Replace("{use}", use, StringComparison.Ordinal);

    /// <summary>An attribute as people say it: "easy clean" becomes "easy to clean".</summary>
    public static string Spoken(string attribute) => attribute switch
    {
        "plug play" => "plug and play",
        _ when attribute.StartsWith("easy ", StringComparison.Ordinal) => $"easy to {attribute[5..]}",
        _ when attribute.StartsWith("ready ", StringComparison.Ordinal) => $"ready to {attribute[6..]}",
        _ => attribute,
    };

    private static string TitleWord(string word)
    {
        if (Small.Contains(word))
            return word;

        return Abbreviations.Contains(word) ? word.ToUpperInvariant() : char.ToUpperInvariant(word[0]) + word[1..];
    }
}
