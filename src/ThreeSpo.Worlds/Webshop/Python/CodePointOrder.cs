namespace ThreeSpo.Worlds.Webshop;

/// <summary>Texts in the order of their code points, as Python sorts them. UTF-16 order puts pairs of surrogates before U+E000.</summary>
internal sealed class CodePointOrder : IComparer<string>
{
    /// <summary>The one instance.</summary>
    public static CodePointOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x;
        ReadOnlySpan<char> b = y;
        int same = a.CommonPrefixLength(b);
        return same == a.Length || same == b.Length
            ? a.Length - b.Length
            : Rank(a[same]) - Rank(b[same]);
    }

    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
