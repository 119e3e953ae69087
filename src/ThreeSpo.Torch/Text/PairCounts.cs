using System.Runtime.InteropServices;

namespace ThreeSpo.Torch.Text;

/// <summary>How often each pair of neighbouring tokens occurs in words, kept up to date while pairs are joined.</summary>
internal sealed class PairCounts
{
    private readonly List<(int[] Tokens, long Count)> _words;
    private readonly Dictionary<(int Left, int Right), long> _counts = [];

    /// <summary>The words that each pair came up in. A word may be listed twice, or hold the pair no longer.</summary>
    private readonly Dictionary<(int Left, int Right), List<int>> _places = [];

    /// <summary>Pairs by the count they had when they were put in. Counts only fall from there; they are looked up on the way out.</summary>
    private readonly PriorityQueue<(int Left, int Right), (long Count, int Left, int Right)> _queue;

    /// <summary>Counts the pairs.</summary>
    /// <param name="words">Distinct words as tokens, and how often each occurs; changed by joining.</param>
    /// <param name="tokens">The tokens' texts by id, for the order among equally frequent pairs; may grow.</param>
    public PairCounts(List<(int[] Tokens, long Count)> words, IReadOnlyList<string> tokens)
    {
        _words = words;
        _queue = new(Comparer<(long Count, int Left, int Right)>.Create((one, other) => Compare(one, other, tokens)));
        for (int word = 0; word < words.Count; word++)
        {
            Add(word, words[word].Count);
            foreach ((int left, int right) in Pairs(words[word].Tokens))
                Place(left, right, word);
        }

        foreach ((int left, int right) in _counts.Keys)
            Enqueue(left, right);
    }

    /// <summary>Takes out the most frequent pair, which will not be offered again.</summary>
    /// <param name="fewest">How often it must occur.</param>
    /// <param name="left">Its left token.</param>
    /// <param name="right">Its right token.</param>
    /// <returns>False where no pair occurs that often.</returns>
    public bool TryTake(long fewest, out int left, out int right)
    {
        while (_queue.TryDequeue(out (int Left, int Right) pair, out (long Count, int Left, int Right) rank))
        {
            (left, right) = pair;
            long count = _counts[pair];
            if (count == rank.Count && count >= fewest)
                return true;
            if (count >= fewest)
                Enqueue(left, right);
        }

        (left, right) = (-1, -1);
        return false;
    }

    /// <summary>Joins a pair wherever it occurs, from the left, into a token that is new.</summary>
    public void Join(int left, int right, int joined)
    {
        HashSet<(int Left, int Right)> fresh = [];
        foreach (int word in _places[(left, right)])
        {
            (int[] tokens, long count) = _words[word];
            Add(word, -count);
            _words[word] = (Joined(tokens, left, right, joined), count);
            Add(word, count);
            foreach ((int one, int other) in Pairs(_words[word].Tokens))
            {
                if (one == joined || other == joined)
                {
                    Place(one, other, word);
                    fresh.Add((one, other));
                }
            }
        }

        _places.Remove((left, right));
        foreach ((int one, int other) in fresh)
            Enqueue(one, other);
    }

    private static int Compare((long Count, int Left, int Right) one, (long Count, int Left, int Right) other, IReadOnlyList<string> tokens)
    {
        int order = other.Count.CompareTo(one.Count);
        if (order == 0)
            order = string.CompareOrdinal(tokens[one.Left], tokens[other.Left]);

        return order != 0 ? order : string.CompareOrdinal(tokens[one.Right], tokens[other.Right]);
    }

    private static IEnumerable<(int Left, int Right)> Pairs(int[] tokens) => tokens.Zip(tokens.Skip(1));

    private static int[] Joined(int[] tokens, int left, int right, int joined)
    {
        List<int> rest = new(tokens.Length);
        for (int i = 0; i < tokens.Length; i++)
        {
            bool here = tokens[i] == left && i + 1 < tokens.Length && tokens[i + 1] == right;
            rest.Add(here ? joined : tokens[i]);
            i += here ? 1 : 0;
        }

        return [.. rest];
    }

    private void Add(int word, long count)
    {
        foreach ((int Left, int Right) pair in Pairs(_words[word].Tokens))
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, pair, out _) += count;
    }

    private void Place(int left, int right, int word)
    {
        ref List<int>? words = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, (left, right), out _);
        words ??= [];
        if (words.Count == 0 || words[^1] != word)
            words.Add(word);
    }

    private void Enqueue(int left, int right) => _queue.Enqueue((left, right), (_counts[(left, right)], left, right));
}
