using System.Globalization;
using System.Text;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Texts as Python's <c>str</c> makes them, where .NET's own methods make something else.</summary>
internal static class PythonText
{
    // Signs that may stand inside a word, so that a sigma before one of them need not be the word's last letter.
    private const string InsideWords = "'.:··՟״‘’․‧︓﹒﹕＇．：";

    /// <summary><c>lower()</c>: İ becomes two code points, and a sigma at the end of a word the letter for that place.</summary>
    public static string Lower(string text)
    {
        string lower = text.ToLowerInvariant();
        if (!text.AsSpan().ContainsAny('İ', 'Σ'))
            return lower;

        StringBuilder made = new(text.Length + 1);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == 'İ')
                made.Append("i\u0307");
            else
                made.Append(text[i] == 'Σ' && EndsWord(text, i) ? 'ς' : lower[i]);
        }

        return made.ToString();
    }

    /// <summary><c>strip()</c>.</summary>
    public static string Strip(string text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && IsSpace(text[start]))
            start++;

        while (end > start && IsSpace(text[end - 1]))
            end--;

        return text[start..end];
    }

    /// <summary><c>str((name, value))</c>: both in quotes, with escapes for what does not print.</summary>
    public static string Pair(string name, string value)
    {
        StringBuilder shown = new(name.Length + value.Length + 8);
        shown.Append('(');
        Quote(shown, name);
        shown.Append(", ");
        Quote(shown, value);
        return shown.Append(')').ToString();
    }

    /// <summary>Whether the pattern <c>\w</c> matches: letters and numbers of any script, and the underscore, but no accents alone.</summary>
    public static bool IsWord(Rune rune) => rune.IsAscii
        ? Rune.IsLetterOrDigit(rune) || rune.Value == '_'
        : Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static bool IsSpace(char letter) => char.IsWhiteSpace(letter) || letter is >= '\x1c' and <= '\x1f';

    private static bool EndsWord(string text, int at)
    {
        int before = at - 1;
        while (before >= 0 && IsIgnored(Category(text, before), text[before]))
            before--;

        if (before < 0 || !IsCased(Category(text, before)))
            return false;

        int after = at + 1;
        while (after < text.Length && IsIgnored(Category(text, after), text[after]))
            after++;

        return after == text.Length || !IsCased(Category(text, after));
    }

    private static UnicodeCategory Category(string text, int at) =>
        char.GetUnicodeCategory(text, char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at);

    private static bool IsCased(UnicodeCategory category) =>
        category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsIgnored(UnicodeCategory category, char letter) => InsideWords.Contains(letter, StringComparison.Ordinal)
        || category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;

    private static void Quote(StringBuilder shown, string text)
    {
        char quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        shown.Append(quote);
        for (int i = 0; i < text.Length; i++)
        {
            bool whole = Rune.TryGetRuneAt(text, i, out Rune rune);
            if (whole && rune.Value != quote && rune.Value != '\\' && Prints(rune))
                shown.Append(text, i, rune.Utf16SequenceLength);
            else
                shown.Append(Escape(whole ? rune.Value : text[i]));

            i += whole ? rune.Utf16SequenceLength - 1 : 0;
        }

        shown.Append(quote);
    }

    private static bool Prints(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    private static string Escape(int point) => point switch
    {
        '\\' or '\'' or '"' => $"\\{(char)point}",
        '\t' => "\\t",
        '\n' => "\\n",
        '\r' => "\\r",
        < 0x100 => string.Create(CultureInfo.InvariantCulture, $"\\x{point:x2}"),
        < 0x10000 => string.Create(CultureInfo.InvariantCulture, $"\\u{point:x4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\U{point:x8}"),
    };
}
