namespace ThreeSpo.Torch.Text;

/// <summary>Applies the merges of a byte-level BPE to pieces of text. Safe to use from several threads.</summary>
/// <remarks>
/// Of all neighbours that may be joined, the pair whose merge was learned first is joined first, and of equal ones the leftmost. Short pieces
/// are looked through for it again and again, long ones keep the candidates in a heap: n·log n in the length of a piece, not n².
/// </remarks>
internal sealed class MergeTable
{
    /// <summary>Longer pieces go through the heap. Unit: bytes.</summary>
    private const int ShortPiece = 64;

    /// <summary>No merge.</summary>
    private const int None = int.MaxValue;

    /// <summary>The id of each byte's token, shape [256].</summary>
    private readonly int[] _letters = new int[256];

    /// <summary>By the two ids that are joined: the place among the merges, and the id that they make.</summary>
    private readonly Dictionary<long, (int Rank, int Id)> _merges;

    /// <summary>Makes a table.</summary>
    /// <param name="parts">The vocabulary and merges, checked before.</param>
    public MergeTable(TokenizerParts parts)
    {
        for (int value = 0; value < 256; value++)
            _letters[value] = parts.Vocabulary[ByteAlphabet.Of((byte)value).ToString()];

        _merges = new Dictionary<long, (int Rank, int Id)>(parts.Merges.Count);
        foreach ((int rank, (string left, string right)) in parts.Merges.Index())
            _merges.Add(Pair(parts.Vocabulary[left], parts.Vocabulary[right]), (rank, parts.Vocabulary[left + right]));
    }

    /// <summary>The tokens of a piece.</summary>
    /// <param name="piece">Its bytes, shape [n].</param>
    public int[] Apply(ReadOnlySpan<byte> piece)
    {
        int[] ids = new int[piece.Length];
        for (int i = 0; i < ids.Length; i++)
            ids[i] = _letters[piece[i]];

        return ids.Length <= ShortPiece ? Short(ids) : Long(ids);
    }

    private int[] Short(int[] ids)
    {
        Span<int> ranks = stackalloc int[ids.Length];
        for (int i = 0; i + 1 < ids.Length; i++)
            ranks[i] = Rank(ids[i], ids[i + 1]);

        int count = ids.Length;
        while (count > 1)
        {
            int best = 0;
            for (int i = 1; i + 1 < count; i++)
                best = ranks[i] < ranks[best] ? i : best;
            if (ranks[best] == None)
                break;

            ids[best] = _merges[Pair(ids[best], ids[best + 1])].Id;
            count--;
            ids.AsSpan(best + 2, count - best - 1).CopyTo(ids.AsSpan(best + 1));
            ranks[(best + 1)..count].CopyTo(ranks[best..]);
            if (best > 0)
                ranks[best - 1] = Rank(ids[best - 1], ids[best]);
            if (best + 1 < count)
                ranks[best] = Rank(ids[best], ids[best + 1]);
        }

        return count == ids.Length ? ids : ids[..count];
    }

    private int[] Long(int[] ids)
    {
        int[] next = [.. Enumerable.Range(1, ids.Length)];
        int[] before = [.. Enumerable.Range(-1, ids.Length)];
        var candidates = new PriorityQueue<int, long>(Candidates(ids));
        while (candidates.TryDequeue(out int place, out long key))
        {
            // What was joined meanwhile is no candidate any more: its place holds another token, or none.
            int right = next[place];
            if (ids[place] < 0 || right >= ids.Length || !_merges.TryGetValue(Pair(ids[place], ids[right]), out (int Rank, int Id) merge) || merge.Rank != key >> 32)
                continue;

            ids[place] = merge.Id;
            ids[right] = -1;
            next[place] = next[right];
            if (next[right] < ids.Length)
                before[next[right]] = place;

            Offer(place);
            if (before[place] >= 0)
                Offer(before[place]);
        }

        return [.. ids.Where(id => id >= 0)];

        void Offer(int place)
        {
            if (next[place] < ids.Length && Rank(ids[place], ids[next[place]]) is var rank and not None)
                candidates.Enqueue(place, Key(rank, place));
        }
    }

    private IEnumerable<(int Place, long Key)> Candidates(int[] ids)
    {
        for (int i = 0; i + 1 < ids.Length; i++)
        {
            if (Rank(ids[i], ids[i + 1]) is var rank and not None)
                yield return (i, Key(rank, i));
        }
    }

    private static long Key(int rank, int place) => ((long)rank << 32) | (uint)place;

    private int Rank(int left, int right) => _merges.TryGetValue(Pair(left, right), out (int Rank, int Id) merge) ? merge.Rank : None;

    private static long Pair(int left, int right) => ((long)left << 32) | (uint)right;
}
