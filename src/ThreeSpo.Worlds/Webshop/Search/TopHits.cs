namespace ThreeSpo.Worlds.Webshop;

/// <summary>The best of the documents that are offered, which come in ascending order: of equal ones the first stay.</summary>
/// <param name="most">How many to keep.</param>
internal sealed class TopHits(int most)
{
    // The worst is in front, so that it is at hand to be replaced.
    private readonly PriorityQueue<int, long> _kept = new();

    /// <summary>What a document must score more than to be kept.</summary>
    public float Floor { get; private set; }

    /// <summary>Offers a document.</summary>
    /// <param name="document">Above all that were offered before.</param>
    /// <param name="score">Above 0.</param>
    public void Offer(int document, float score)
    {
        if (score <= Floor)
            return;

        if (_kept.Count < most)
            _kept.Enqueue(document, Rank(document, score));
        else
            _kept.EnqueueDequeue(document, Rank(document, score));

        if (_kept.Count == most && _kept.TryPeek(out _, out long worst))
            Floor = Score(worst);
    }

    /// <summary>What was kept, best first.</summary>
    /// <param name="products">The product of each document.</param>
    public SearchHit[] Take(int[] products)
    {
        var hits = new SearchHit[_kept.Count];
        for (int i = hits.Length - 1; i >= 0; i--)
        {
            _kept.TryDequeue(out int document, out long rank);
            hits[i] = new SearchHit(products[document], Score(rank));
        }

        return hits;
    }

    // Bits of positive numbers are in the order of the numbers, and one comparison is quicker than two.
    private static long Rank(int document, float score) => ((long)BitConverter.SingleToInt32Bits(score) << 32) | (uint)(int.MaxValue - document);

    private static float Score(long rank) => BitConverter.Int32BitsToSingle((int)(rank >> 32));
}
