using System.Numerics;

namespace ThreeSpo.Torch.Sampling;

/// <summary>The tokens that one was chosen from.</summary>
/// <remarks>
/// A set of nearly a whole vocabulary is one object for all tokens of a model that were chosen from it, made of a basis that all such sets share
/// and of a few more; see <see cref="FreeTokens"/>. What topP and topK keep is another set for each token: its ids where they are few, else a
/// bit per token of the vocabulary, so that no set takes more than V / 8 bytes (19 KB of Qwen's 152,000). Learning needs the set that was
/// sampled from, and a threshold on the logits would not give it back: the logits have changed by then.
/// </remarks>
public sealed class TokenSet
{
    private readonly int[]? _ids;
    private readonly ulong[]? _bits;
    private readonly TokenSet? _basis;

    /// <summary>Makes a set.</summary>
    /// <param name="ids">Token ids, ascending, each once; at least one.</param>
    public TokenSet(int[] ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        _ids = ids;
        Count = ids.Length;
    }

    /// <summary>Makes a set that is shared.</summary>
    /// <param name="basis">Most of it; null where it is a basis itself.</param>
    /// <param name="recipe">What it is made from again: the number of its basis, then the ids of the others, ascending.</param>
    /// <param name="ids">All its ids, ascending; null to put them together wherever they are asked for.</param>
    internal TokenSet(TokenSet? basis, int[] recipe, int[]? ids)
    {
        (_basis, Recipe, _ids) = (basis, recipe, ids);
        Count = basis is null ? ids!.Length : basis.Count + More.Length;
    }

    private TokenSet(ulong[] bits)
    {
        _bits = bits;
        Count = bits.Sum(BitOperations.PopCount);
    }

    /// <summary>The ids, ascending.</summary>
    public ReadOnlySpan<int> Ids => _ids ?? (_bits is null ? Merged(_basis!, More) : Listed(_bits, Count));

    /// <summary>How many they are; where it is 1, the token had no alternative.</summary>
    public int Count { get; }

    /// <summary>A bit for each token up to the last of the set, where it is kept so; else null.</summary>
    internal ReadOnlySpan<ulong> Bits => _bits;

    /// <summary>What a shared set is made from again; null for others.</summary>
    internal int[]? Recipe { get; }

    /// <summary>Whether many tokens have this one object, and most of the vocabulary is in it.</summary>
    internal bool IsShared => Recipe is not null;

    /// <summary>The ids that a shared set has beside its basis, ascending.</summary>
    internal ReadOnlySpan<int> More => Recipe.AsSpan(1);

    /// <summary>Makes a set of what was kept of others, in whichever form is smaller.</summary>
    /// <param name="ids">Token ids, ascending, each once; at least one.</param>
    internal static TokenSet Kept(int[] ids)
    {
        int words = (ids[^1] / 64) + 1;
        if (2L * words >= ids.Length)
            return new TokenSet(ids);

        ulong[] bits = new ulong[words];
        foreach (int id in ids)
            bits[id / 64] |= 1UL << (id % 64);

        return new TokenSet(bits);
    }

    /// <summary>Makes a set of <see cref="Bits"/>, at least one of them 1.</summary>
    internal static TokenSet OfBits(ulong[] bits) => new(bits);

    /// <summary>Where a token stands among the ids of a set that is not shared; negative where it is none of them.</summary>
    internal int IndexOf(int token)
    {
        if (_bits is null)
            return Array.BinarySearch(_ids!, token);
        if (!HasBit(token))
            return -1;

        int before = BitOperations.PopCount(_bits[token / 64] & ((1UL << (token % 64)) - 1));
        for (int word = 0; word < token / 64; word++)
            before += BitOperations.PopCount(_bits[word]);

        return before;
    }

    /// <summary>Whether a token is one of them.</summary>
    public bool Contains(int token) => _bits is not null ? HasBit(token)
        : _basis is null ? IndexOf(token) >= 0 : _basis.Contains(token) || More.Contains(token);

    /// <summary>A basis and others, none of which is in it, in order.</summary>
    internal static int[] Merged(TokenSet basis, ReadOnlySpan<int> more)
    {
        int[] ids = [.. basis.Ids, .. more];
        Array.Sort(ids);
        return ids;
    }

    /// <summary>0 for what is in the set and −∞ for the rest, shape [V].</summary>
    /// <param name="vocabulary">V.</param>
    internal float[] Bars(int vocabulary)
    {
        float[] bars = new float[vocabulary];
        bars.AsSpan().Fill(float.NegativeInfinity);
        foreach (int id in (_basis ?? this).Ids)
            bars[id] = 0;
        foreach (int id in _basis is null ? [] : More)
            bars[id] = 0;

        return bars;
    }

    private bool HasBit(int token) => token >= 0 && token / 64 < _bits!.Length && (_bits[token / 64] >> (token % 64) & 1) != 0;

    private static int[] Listed(ulong[] bits, int count)
    {
        int[] ids = new int[count];
        int at = 0;
        for (int word = 0; word < bits.Length; word++)
        {
            for (ulong left = bits[word]; left != 0; left &= left - 1)
                ids[at++] = (word * 64) + BitOperations.TrailingZeroCount(left);
        }

        return ids;
    }
}
