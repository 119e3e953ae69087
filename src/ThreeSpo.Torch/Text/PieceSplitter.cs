using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ThreeSpo.Torch.Text;

/// <summary>Cuts text into pieces by a pattern. What lies between two matches is a piece too: no character is lost.</summary>
/// <remarks>
/// Patterns are written for engines that match code points; the base library's matches UTF-16 units, where half a letter is
/// no letter. Code points outside the basic plane are therefore matched by a stand-in of the same category.
/// </remarks>
internal sealed class PieceSplitter
{
    /// <summary>One rare character of each category of <see cref="UnicodeCategory"/>, in its order.</summary>
    internal const string StandIns =
        "\uA640\uA641\u1F88\uA4F8\uA000\u0F39\u0903\u0488\u0DE6\u16EE\u2189\u1680\u2028\u2029\u008F\u206F\uD83D\uF8F0\uFE4D\u2E3A\u2E22\u2E23\u2E02\u2E03\u2E32\u22FF\u20BF\uA716\u2FFB\u0378";

    private const int MostCharacters = 2000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Dictionary<string, Lazy<Regex>> Known =
        PreTokenizerPatterns.Known.ToDictionary(pattern => pattern, pattern => new Lazy<Regex>(() => Made(pattern, RegexOptions.Compiled)));

    private readonly Regex _regex;

    /// <summary>Compiles a pattern: a known one as it is, any other as an automaton, which no text can keep busy or make grow.</summary>
    /// <exception cref="ArgumentException">The pattern is no regular expression, or a very long one.</exception>
    /// <exception cref="NotSupportedException">The pattern is not known, and looks ahead or back, or repeats thousands of times.</exception>
    public PieceSplitter(string pattern)
    {
        if (pattern.Length > MostCharacters)
            throw new ArgumentException($"Found a pattern of {pattern.Length} characters, wanted at most {MostCharacters}.", nameof(pattern));

        _regex = Known.TryGetValue(pattern, out Lazy<Regex>? known) ? known.Value : Made(pattern, RegexOptions.NonBacktracking);
    }

    /// <summary>The pieces of a text, in order.</summary>
    public List<(int Offset, int Length)> Cut(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return Split(text);

        char[] standing = StandIn(text, out int[] offsets);
        return Split(standing).ConvertAll(piece => (offsets[piece.Offset], offsets[piece.Offset + piece.Length] - offsets[piece.Offset]));
    }

    private static Regex Made(string pattern, RegexOptions how)
    {
        // Unicode folds the long s to s, as the engines these patterns were written for do; the base library does not.
        string folded = pattern.Replace("(?i:'s|", "(?i:'[s\u017F]|", StringComparison.Ordinal);
        return new Regex(folded, how | RegexOptions.CultureInvariant, Patience);
    }

    private List<(int Offset, int Length)> Split(ReadOnlySpan<char> text)
    {
        var pieces = new List<(int Offset, int Length)>();
        int end = 0;
        foreach (ValueMatch match in _regex.EnumerateMatches(text))
        {
            if (match.Index > end)
                pieces.Add((end, match.Index - end));
            if (match.Length > 0)
                pieces.Add((match.Index, match.Length));

            end = match.Index + match.Length;
        }

        if (end < text.Length)
            pieces.Add((end, text.Length - end));

        return pieces;
    }

    /// <summary>One character for each code point, and where each began; one more offset for the end.</summary>
    private static char[] StandIn(ReadOnlySpan<char> text, out int[] offsets)
    {
        var standing = new List<char>(text.Length);
        var began = new List<int>(text.Length + 1);
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            standing.Add(rune.IsBmp ? (char)rune.Value : StandIns[(int)Rune.GetUnicodeCategory(rune)]);
            began.Add(at);
            at += rune.Utf16SequenceLength;
        }

        began.Add(at);
        offsets = [.. began];
        return [.. standing];
    }
}
