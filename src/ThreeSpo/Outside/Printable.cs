using System.Globalization;
using System.Text;

namespace ThreeSpo.Outside;

/// <summary>Text that anyone may have written, as a person may see it: without what steers a terminal or turns letters around.</summary>
public static class Printable
{
    private const char Instead = '?';

    /// <summary>The text on one line, cut where it is long.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters of it that are shown.</param>
    /// <returns>White space of any kind as a space, everything else that does not print as a question mark, "…" for the rest.</returns>
    public static string Line(string text, int most = 60)
    {
        ArgumentNullException.ThrowIfNull(text);
        string shown = text.Length > most ? text[..most] : text;
        return Replaced(shown, letter => char.IsWhiteSpace(letter) ? ' ' : null) + (text.Length > most ? "…" : "");
    }

    /// <summary>The whole text; line feeds and tabs stay.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Replaced(text, letter => letter is '\n' or '\t' ? letter : null);
    }

    /// <summary>Replaces what does not print.</summary>
    private static string Replaced(string text, Func<char, char?> known)
    {
        StringBuilder shown = new(text.Length);
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            // A half of a surrogate pair is enumerated as U+FFFD.
            if (rune.IsBmp && known((char)rune.Value) is { } letter)
                shown.Append(letter);
            else
                shown.Append(Prints(rune) ? text.AsSpan(at, rune.Utf16SequenceLength) : [Instead]);

            at += rune.Utf16SequenceLength;
        }

        return shown.ToString();
    }

    private static bool Prints(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format)
        && rune != Rune.ReplacementChar;
}
