using System.Collections.Concurrent;
using System.Text;

namespace ThreeSpo.Torch.Text;

/// <summary>The tokens of pieces of text; those of short pieces are remembered. Safe to use from several threads.</summary>
internal sealed class PieceTokens
{
    /// <summary>The longest piece that is remembered. Unit: UTF-16 code units.</summary>
    private const int MostRemembered = 24;

    /// <summary>Most pieces that are remembered; they are forgotten together, so that foreign text cannot make them grow.</summary>
    private const int MostPieces = 1 << 16;

    private readonly MergeTable _merges;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>? _whole;
    private readonly ConcurrentDictionary<string, int[]> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _knownBySpan;
    private int _remembered;

    /// <summary>Makes them.</summary>
    /// <param name="parts">What the tokenizer is made of, checked before.</param>
    public PieceTokens(TokenizerParts parts)
    {
        _merges = new MergeTable(parts);
        _knownBySpan = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (parts.WholePieces)
        {
            HashSet<string> added = [.. parts.Added.Select(token => token.Content)];
            _whole = parts.Vocabulary.Where(entry => !added.Contains(entry.Key)).ToDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        }
    }

    /// <summary>Adds the tokens of a piece.</summary>
    public void Add(ReadOnlySpan<char> piece, List<int> into)
    {
        if (_knownBySpan.TryGetValue(piece, out int[]? known))
        {
            into.AddRange(known);
            return;
        }

        int[] ids = Of(piece);
        into.AddRange(ids);
        if (piece.Length > MostRemembered)
            return;

        if (Interlocked.Increment(ref _remembered) > MostPieces)
        {
            _known.Clear();
            _remembered = 0;
        }

        _known.TryAdd(piece.ToString(), ids);
    }

    private int[] Of(ReadOnlySpan<char> piece)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(piece)];
        Encoding.UTF8.GetBytes(piece, bytes);
        return _whole is { } whole && whole.TryGetValue(Letters(bytes), out int id) ? [id] : _merges.Apply(bytes);
    }

    private static string Letters(byte[] bytes) => string.Create(bytes.Length, bytes, (letters, values) =>
    {
        for (int i = 0; i < values.Length; i++)
            letters[i] = ByteAlphabet.Of(values[i]);
    });
}
