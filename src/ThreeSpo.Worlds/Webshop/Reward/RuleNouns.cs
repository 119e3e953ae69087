using System.Text;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Finds nouns by a rule, without a tagger: every word that is none of a closed class, no number, and no plain adjective.</summary>
/// <remarks>
/// Titles are mostly names: there spaCy takes almost every word with a capital for a noun, "Portable" and "Large" too. So only
/// words written small are looked up among adjectives. Words are cut where spaCy cuts them: at spaces, at signs around them, and at
/// hyphens, slashes and commas before a letter. How far the rule is from spaCy: docs/environments/webshop.md.
/// </remarks>
public sealed class RuleNouns : INouns
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Of(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        List<string> nouns = [];
        int start = 0;
        for (int i = 0; i <= title.Length; i++)
        {
            if (i < title.Length && !char.IsWhiteSpace(title[i]) && !IsCut(title, start, i))
                continue;

            Add(title.AsSpan(start, i - start), nouns);
            start = i + 1;
        }

        return nouns;
    }

    /// <summary>Whether a sign inside a word parts it: hyphens and commas between letters, slashes and the like before one.</summary>
    private static bool IsCut(string title, int start, int at)
    {
        if (at == start || at + 1 >= title.Length || !char.IsLetter(title[at + 1]))
            return false;

        char before = title[at - 1];
        return title[at] switch
        {
            '-' or '‐' or '–' or '—' or '~' or ',' => char.IsLetter(before),
            '/' or ':' or '<' or '>' or '=' => char.IsLetterOrDigit(before),
            '.' => char.IsLower(before) && char.IsUpper(title[at + 1]),
            '|' or '+' or '&' or '(' or ')' or '[' or ']' or '，' => true,
            _ => false,
        };
    }

    private static void Add(ReadOnlySpan<char> word, List<string> nouns)
    {
        word = WithoutPossessive(Bare(word));
        if (word.Length > 0 && char.IsAsciiDigit(word[0]))
            word = WithoutNumber(word);

        if (!HasLetter(word))
            return;

        string lower = PythonText.Lower(word.ToString());
        bool small = char.IsLower(word[0]);
        if (!NounWords.Closed.Contains(lower) && !(small && NounWords.Describing.Contains(lower)))
            nouns.Add(lower);
    }

    /// <summary>A word without the signs around it.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> word)
    {
        while (word.Length > 0 && !IsPart(word[0]))
            word = word[1..];

        while (word.Length > 0 && !IsPart(word[^1]))
            word = word[..^1];

        return word;
    }

    private static ReadOnlySpan<char> WithoutPossessive(ReadOnlySpan<char> word) =>
        word.Length > 2 && word[^1] is 's' or 'S' && word[^2] is '\'' or '’' ? word[..^2] : word;

    /// <summary>
    /// What of a word that begins with a number can be a noun: "5pcs" and "3-Seat" as they are, of "64GB" the "GB"; nothing of "38mm"
    /// and of the numbers of models.
    /// </summary>
    private static ReadOnlySpan<char> WithoutNumber(ReadOnlySpan<char> word)
    {
        int digits = 0;
        while (digits < word.Length && (char.IsAsciiDigit(word[digits]) || word[digits] is '.' or ',' or '/'))
            digits++;

        ReadOnlySpan<char> rest = word[digits..];
        string unit = rest.ToString();
        if (NounWords.Bytes.Contains(unit))
            return rest;

        bool isNumber = rest.Length == 0 || NounWords.Units.Contains(unit) || (rest[0] != '-' && !IsSmall(rest));
        return isNumber ? [] : word;
    }

    private static bool IsSmall(ReadOnlySpan<char> word)
    {
        foreach (char letter in word)
        {
            if (!char.IsLower(letter))
                return false;
        }

        return true;
    }

    // Halves of surrogate pairs count: rare letters consist of them.
    private static bool IsPart(char letter) => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter);

    private static bool HasLetter(ReadOnlySpan<char> word)
    {
        foreach (Rune rune in word.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
                return true;
        }

        return false;
    }
}
