namespace ThreeSpo.Credit;

/// <summary>How alike two texts are: the Ratcliff–Obershelp ratio, as Python's difflib computes it.</summary>
/// <remarks>
/// Ratcliff, Metzener: "Pattern matching: the gestalt approach", Dr. Dobb's Journal, July 1988: ratio = 2 · M / (|a| + |b|).
/// Lengths are in Unicode code points. As in difflib the ratio is not symmetric, and a character that makes up more than
/// about 1 % of a <c>b</c> of 200 or more code points starts no match (it only prolongs one).
/// </remarks>
public static class SequenceSimilarity
{
    /// <summary>The similarity of two texts.</summary>
    /// <param name="a">The first text.</param>
    /// <param name="b">The second text, whose frequent characters are set aside.</param>
    /// <returns>A number in [0, 1]; 1 for equal texts, also for two empty ones.</returns>
    public static double Ratio(string a, string b)
    {
        int[] left = CodePoints(a);
        int[] right = CodePoints(b);
        return Fraction(new MatchingBlocks(left, right).Count(), left.Length + right.Length);
    }

    /// <summary>M: how many code points the two texts' matching blocks hold together.</summary>
    /// <param name="a">The first text.</param>
    /// <param name="b">The second text, whose frequent characters are set aside.</param>
    public static int Matches(string a, string b) => new MatchingBlocks(CodePoints(a), CodePoints(b)).Count();

    /// <summary>Whether <see cref="Ratio(string, string)"/> reaches a threshold; cheaper where it clearly does or does not.</summary>
    /// <param name="a">The first text.</param>
    /// <param name="b">The second text, whose frequent characters are set aside.</param>
    /// <param name="threshold">The least ratio that counts. In [0, 1].</param>
    public static bool AtLeast(string a, string b, double threshold)
    {
        if (string.Equals(a, b, StringComparison.Ordinal))
            return threshold <= 1;

        int[] left = CodePoints(a);
        int[] right = CodePoints(b);
        int total = left.Length + right.Length;

        // Neither bound can lie below the ratio, so a pair that misses one of them misses the threshold.
        return Fraction(Math.Min(left.Length, right.Length), total) >= threshold
            && Fraction(CommonCharacters(left, right), total) >= threshold
            && Fraction(new MatchingBlocks(left, right).Count(), total) >= threshold;
    }

    private static double Fraction(int matches, int total) => total == 0 ? 1 : 2.0 * matches / total;

    /// <summary>How many characters of a have a partner in b, wherever it stands.</summary>
    private static int CommonCharacters(int[] a, int[] b)
    {
        Dictionary<int, int> left = [];
        foreach (int character in b)
            left[character] = left.GetValueOrDefault(character) + 1;

        int common = 0;
        foreach (int character in a)
        {
            int partners = left.GetValueOrDefault(character);
            if (partners == 0)
                continue;

            left[character] = partners - 1;
            common++;
        }

        return common;
    }

    /// <summary>The text's code points. Half of a surrogate pair on its own stays as it is, as it does in Python.</summary>
    private static int[] CodePoints(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        int[] points = new int[text.Length];
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            points[count++] = pair ? char.ConvertToUtf32(text[i], text[++i]) : text[i];
        }

        return count == points.Length ? points : points[..count];
    }
}
