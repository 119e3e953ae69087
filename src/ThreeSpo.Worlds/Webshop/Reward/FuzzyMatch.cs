using System.Text;
using ThreeSpo.Credit;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>How alike two short texts are, whatever the order of their words and whichever of them repeat.</summary>
/// <remarks>
/// thefuzz 0.19's token_set_ratio without python-Levenshtein: with s the words of both texts, a those of the first and b those of
/// the second (s first in either), the largest of ratio(s, a), ratio(s, b) and ratio(a, b). The ratio is that of
/// <see cref="SequenceSimilarity"/>, so the score is not symmetric.
/// </remarks>
public static class FuzzyMatch
{
    /// <summary>The score of two texts.</summary>
    /// <param name="p">What there is.</param>
    /// <param name="g">What is wanted.</param>
    /// <returns>A whole number in [0, 100]; 0 where one of them holds neither letter nor number.</returns>
    public static int TokenSetRatio(string p, string g)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(g);
        return TokenSetRatio(FuzzyText.Of(p), FuzzyText.Of(g));
    }

    /// <summary>The ratio of two texts as they are.</summary>
    /// <returns>A whole number in [0, 100]: 100 · ratio, halves to the even number; 100 for equal texts, 0 where just one is empty.</returns>
    public static int Ratio(string p, string g)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(g);
        if (string.Equals(p, g, StringComparison.Ordinal))
            return 100;

        return p.Length == 0 || g.Length == 0 ? 0 : Percent(SequenceSimilarity.Matches(p, g), Length(p) + Length(g));
    }

    /// <summary>Whether <see cref="TokenSetRatio(string, string)"/> is above a threshold; much cheaper where it clearly is or is not.</summary>
    /// <param name="p">What there is.</param>
    /// <param name="g">What is wanted.</param>
    /// <param name="threshold">The score to exceed. In [0, 100].</param>
    public static bool Exceeds(string p, string g, int threshold)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(g);
        return Exceeds(FuzzyText.Of(p), FuzzyText.Of(g), threshold);
    }

    internal static int TokenSetRatio(FuzzyText p, FuzzyText g)
    {
        if (p.Length == 0 || g.Length == 0)
            return 0;

        string[] common = [.. p.Words.Intersect(g.Words, StringComparer.Ordinal)];
        Array.Sort(common, CodePointOrder.Instance);
        string s = string.Join(' ', common);
        string a = string.Join(' ', common.Concat(p.Words.Except(common, StringComparer.Ordinal)));
        string b = string.Join(' ', common.Concat(g.Words.Except(common, StringComparer.Ordinal)));
        return Math.Max(Ratio(a, b), Math.Max(Ratio(s, a), Ratio(s, b)));
    }

    internal static bool Exceeds(FuzzyText p, FuzzyText g, int threshold)
    {
        if (p.Length == 0 || g.Length == 0)
            return false;

        (int words, int length) = Common(p, g);

        // One text's words are all in the other: that one is s itself, and equals a or b.
        if (words == p.Words.Length || words == g.Words.Length)
            return threshold < 100;

        // a and b hold the same characters as the two texts do, in another order, and no ratio can pass what s or they have in common.
        bool possible = Percent(Math.Min(p.Length, g.Length), p.Length + g.Length) > threshold
            && Percent(p.MostPartners(g), p.Length + g.Length) > threshold;
        possible |= words > 0 && Percent(length, length + Math.Min(p.Length, g.Length)) > threshold;
        return possible && TokenSetRatio(p, g) > threshold;
    }

    /// <summary>How many words two texts share, and how long these are, joined by spaces. Unit of the latter: code points.</summary>
    private static (int Words, int Length) Common(FuzzyText p, FuzzyText g)
    {
        int words = 0;
        int length = 0;
        int i = 0;
        int j = 0;
        while (i < p.Words.Length && j < g.Words.Length)
        {
            int order = CodePointOrder.Instance.Compare(p.Words[i], g.Words[j]);
            if (order == 0)
            {
                words++;
                length += Length(p.Words[i]) + 1;
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return (words, Math.Max(0, length - 1));
    }

    private static int Percent(int matches, int total) => (int)Math.Round(100 * (2.0 * matches / total), MidpointRounding.ToEven);

    private static int Length(string text)
    {
        int pairs = 0;
        foreach (Rune rune in text.EnumerateRunes())
            pairs += rune.Utf16SequenceLength - 1;

        return text.Length - pairs;
    }
}
