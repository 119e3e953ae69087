namespace ThreeSpo.Torch.Sampling;

/// <summary>The tokens that one was chosen from.</summary>
/// <remarks>
/// A set of nearly a whole vocabulary is one object for all tokens of a model that were chosen from it, made of a basis that all such sets share
/// and of a few more; see <see cref="FreeTokens"/>.
/// </remarks>
public sealed class TokenSet
{
    private readonly int[]? _ids;
    private readonly TokenSet? _basis;

    /// <summary>Makes a set.</summary>
    /// <param name="ids">Token ids, ascending, each once; at least one.</param>
    public TokenSet(int[] ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        _ids = ids;
    }

    /// <summary>Makes a set that is shared.</summary>
    /// <param name="basis">Most of it; null where it is a basis itself.</param>
    /// <param name="recipe">What it is made from again: the number of its basis, then the ids of the others, ascending.</param>
    /// <param name="ids">All its ids, ascending; null to put them together wherever they are asked for.</param>
    internal TokenSet(TokenSet? basis, int[] recipe, int[]? ids) => (_basis, Recipe, _ids) = (basis, recipe, ids);

    /// <summary>The ids, ascending.</summary>
    public ReadOnlySpan<int> Ids => _ids ?? Merged(_basis!, More);

    /// <summary>How many they are; where it is 1, the token had no alternative.</summary>
    public int Count => _basis is null ? _ids!.Length : _basis.Count + More.Length;

    /// <summary>What a shared set is made from again; null for others.</summary>
    internal int[]? Recipe { get; }

    /// <summary>Whether many tokens have this one object, and most of the vocabulary is in it.</summary>
    internal bool IsShared => Recipe is not null;

    /// <summary>The ids that a shared set has beside its basis, ascending.</summary>
    internal ReadOnlySpan<int> More => Recipe.AsSpan(1);

    /// <summary>Where a token stands among the ids of a set that is not shared; negative where it is none of them.</summary>
    internal int IndexOf(int token) => Array.BinarySearch(_ids!, token);

    /// <summary>Whether a token is one of them.</summary>
    public bool Contains(int token) => _basis is null ? IndexOf(token) >= 0 : _basis.Contains(token) || More.Contains(token);

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
}
