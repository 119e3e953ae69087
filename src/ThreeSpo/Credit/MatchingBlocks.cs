using System.Runtime.InteropServices;

namespace ThreeSpo.Credit;

/// <summary>
/// The blocks that two texts share: their longest common run, then again to its left and to its right.
/// Of equally long runs the one that starts first in a is taken, then the one that starts first in b.
/// </summary>
internal sealed class MatchingBlocks
{
    // From this length of b on, frequent characters start no match.
    private const int LengthOfLongTexts = 200;

    private readonly int[] _a;
    private readonly int[] _b;

    // b's positions of each distinct character, ascending: _positions[_starts[k].._starts[k + 1]] for the k in _kinds.
    private readonly int[] _positions;
    private readonly int[] _starts;

    // For each position of a its character's k, or -1 where b has none that may start a match.
    private readonly int[] _kinds;

    // The length of the run that ends at each position of b. It is valid only under its row's stamp, which saves clearing.
    private readonly int[] _runs;
    private readonly long[] _stamps;
    private long _stamp;

    /// <summary>Prepares two texts, given as code points.</summary>
    public MatchingBlocks(int[] a, int[] b)
    {
        (_a, _b) = (a, b);
        (_runs, _stamps) = (new int[b.Length], new long[b.Length]);

        Dictionary<int, int> kindOf = [];
        int[] counts = new int[b.Length];
        foreach (int character in b)
        {
            ref int kind = ref CollectionsMarshal.GetValueRefOrAddDefault(kindOf, character, out bool known);
            if (!known)
                kind = kindOf.Count - 1;

            counts[kind]++;
        }

        _starts = new int[kindOf.Count + 1];
        for (int kind = 0; kind < kindOf.Count; kind++)
            _starts[kind + 1] = _starts[kind] + counts[kind];

        _positions = new int[b.Length];
        int[] next = [.. _starts];
        for (int j = 0; j < b.Length; j++)
            _positions[next[kindOf[b[j]]]++] = j;

        int most = b.Length >= LengthOfLongTexts ? (b.Length / 100) + 1 : int.MaxValue;
        _kinds = new int[a.Length];
        for (int i = 0; i < a.Length; i++)
            _kinds[i] = kindOf.TryGetValue(a[i], out int kind) && counts[kind] <= most ? kind : -1;
    }

    /// <summary>How many characters all blocks hold together.</summary>
    public int Count()
    {
        int count = 0;
        Stack<Window> open = new();
        open.Push(new Window(0, _a.Length, 0, _b.Length));
        while (open.TryPop(out Window window))
        {
            Block block = Prolonged(Longest(window), window);
            if (block.Length == 0)
                continue;

            count += block.Length;
            open.Push(window with { AEnd = block.A, BEnd = block.B });
            open.Push(window with { AStart = block.A + block.Length, BStart = block.B + block.Length });
        }

        return count;
    }

    /// <summary>The longest common run without frequent characters; empty, at the window's start, where there is none.</summary>
    private Block Longest(Window window)
    {
        Block best = new(window.AStart, window.BStart, 0);

        // One stamp is left out, so that runs of an earlier window do not go on in this one.
        _stamp++;
        for (int i = window.AStart; i < window.AEnd; i++)
        {
            _stamp++;
            int kind = _kinds[i];
            if (kind < 0)
                continue;

            // Backwards, because the run ending at j - 1 in the row before must be read before this row overwrites it.
            for (int p = _starts[kind + 1] - 1; p >= _starts[kind] && _positions[p] >= window.BStart; p--)
            {
                int j = _positions[p];
                if (j >= window.BEnd)
                    continue;

                int run = j > 0 && _stamps[j - 1] == _stamp - 1 ? _runs[j - 1] + 1 : 1;
                (_runs[j], _stamps[j]) = (run, _stamp);

                bool startsEarlierInB = run == best.Length && i - run + 1 == best.A;
                if (run > best.Length || startsEarlierInB)
                    best = new Block(i - run + 1, j - run + 1, run);
            }
        }

        return best;
    }

    /// <summary>The block with all equal characters on both its sides, frequent ones too.</summary>
    private Block Prolonged(Block block, Window window)
    {
        (int i, int j, int length) = block;
        while (i > window.AStart && j > window.BStart && _a[i - 1] == _b[j - 1])
            (i, j, length) = (i - 1, j - 1, length + 1);

        while (i + length < window.AEnd && j + length < window.BEnd && _a[i + length] == _b[j + length])
            length++;

        return new Block(i, j, length);
    }

    private readonly record struct Window(int AStart, int AEnd, int BStart, int BEnd);

    private readonly record struct Block(int A, int B, int Length);
}
