using System.Runtime.InteropServices;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Scores the documents that match a query, window by window, so that the sums stay in the processor's nearest memory.</summary>
/// <param name="postings">What to search.</param>
/// <param name="inverseNorms">Of each length code. [256]</param>
internal sealed class SearchRun(Postings postings, float[] inverseNorms)
{
    private const int Window = 4096;

    // All zero between searches.
    [ThreadStatic]
    private static double[]? _sums;

    /// <summary>Finds the best matches.</summary>
    /// <param name="tokens">The query's tokens that some document has, each once, with how often the query has it.</param>
    /// <param name="hits">Where to offer every match.</param>
    public void Score(IEnumerable<KeyValuePair<int, int>> tokens, TopHits hits)
    {
        double[] sums = _sums ??= new double[Window];
        Cursor[] cursors = [.. tokens.Select(token => Begin(token.Key, token.Value))];
        for (int first = First(cursors); first < int.MaxValue; first = First(cursors))
        {
            int begin = first - (first % Window);
            foreach (ref Cursor cursor in cursors.AsSpan())
                Add(ref cursor, begin, sums);

            Offer(begin, sums.AsSpan(0, Math.Min(Window, postings.LengthCodes.Length - begin)), hits);
        }
    }

    private Cursor Begin(int term, int count)
    {
        int matching = postings.Starts[term + 1] - postings.Starts[term];
        return new Cursor(postings.Starts[term], postings.Starts[term + 1], count * Bm25.Idf(postings.Filled, matching));
    }

    private int First(Cursor[] cursors)
    {
        int first = int.MaxValue;
        foreach (Cursor cursor in cursors)
        {
            if (cursor.At < cursor.End)
                first = Math.Min(first, postings.Matches[cursor.At]);
        }

        return first;
    }

    // Lucene adds single-precision parts in double precision too.
    private void Add(ref Cursor cursor, int begin, double[] sums)
    {
        ReadOnlySpan<int> matches = postings.Matches.AsSpan(0, cursor.End);
        ReadOnlySpan<ushort> frequencies = postings.Frequencies.AsSpan(0, cursor.End);
        byte[] codes = postings.LengthCodes;
        int at = cursor.At;
        for (; at < matches.Length; at++)
        {
            int document = matches[at];
            int place = document - begin;
            if (place >= Window)
                break;

            sums[place] += Bm25.Part(cursor.Weight, frequencies[at], inverseNorms[codes[document]]);
        }

        cursor.At = at;
    }

    private static void Offer(int begin, Span<double> sums, TopHits hits)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            float score = (float)sums[i];
            if (score > hits.Floor)
                hits.Offer(begin + i, score);
        }

        sums.Clear();
    }

    /// <summary>How far a token's postings have been read.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Cursor(int at, int end, float weight)
    {
        public int At = at;
        public readonly int End = end;
        public readonly float Weight = weight;
    }
}
