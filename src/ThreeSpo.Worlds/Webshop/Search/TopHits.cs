namespace ThreeSpo.Worlds.Webshop;

/// <summary>The best of the documents that are offered, which come in ascending order: of equal ones the first stay.</summary>
/// <param name="most">How many to keep.</param>
internal sealed class TopHits(int most)
{
    // The worst is in front, so that it is at hand to be replaced.
    private readonly PriorityQueue<int, (float Score, int Newness)> _kept = new();

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
            _kept.Enqueue(document, (score, -document));
        else
            _kept.EnqueueDequeue(document, (score, -document));

        if (_kept.Count == most && _kept.TryPeek(out _, out (float Score, int Newness) worst))
            Floor = worst.Score;
    }

    /// <summary>What was kept, best first.</summary>
    /// <param name="products">The product of each document.</param>
    public SearchHit[] Take(int[] products)
    {
        var hits = new SearchHit[_kept.Count];
        for (int i = hits.Length - 1; i >= 0; i--)
        {
            _kept.TryDequeue(out int document, out (float Score, int Newness) rank);
            hits[i] = new SearchHit(products[document], rank.Score);
        }

        return hits;
    }
}
