namespace ThreeSpo.Torch.Text.Templates;

/// <summary>Characters as Python sees them: texts are counted and cut by code points, and four more controls are white space.</summary>
internal static class Characters
{
    /// <summary>White space.</summary>
    public static readonly char[] White = [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(IsWhite)];

    /// <summary>Whether a character is white space.</summary>
    public static bool IsWhite(char character) => char.IsWhiteSpace(character) || character is >= '\u001c' and <= '\u001f';

    /// <summary>Where each code point begins, and last the text's end; null where each is one UTF-16 code unit.</summary>
    public static int[]? Begins(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return null;

        List<int> begins = [];
        for (int at = 0; at < text.Length; at += char.IsSurrogatePair(text, at) ? 2 : 1)
            begins.Add(at);

        return [.. begins, text.Length];
    }

    /// <summary>How many code points a text has.</summary>
    public static int Count(string text) => Begins(text)?.Length - 1 ?? text.Length;

    /// <summary>Compares by code points.</summary>
    public static int Compare(string left, string right)
    {
        int common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length.CompareTo(right.Length);

        // In UTF-16 the halves of pairs, which stand for large code points, come before the characters of E000 and on.
        return Weight(left[common]).CompareTo(Weight(right[common]));
    }

    private static int Weight(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
