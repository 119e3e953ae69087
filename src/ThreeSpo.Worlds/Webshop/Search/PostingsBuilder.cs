namespace ThreeSpo.Worlds.Webshop;

/// <summary>Makes the postings of a catalogue, on every core; the result is the same for any number of them.</summary>
internal static class PostingsBuilder
{
    // Fewer are not worth a thread.
    private const int LeastDocuments = 256;

    /// <summary>Makes postings.</summary>
    /// <param name="products">The products.</param>
    /// <param name="order">The product of each document. [documents]</param>
    /// <param name="threads">The most threads. At least 1.</param>
    public static Postings Build(IReadOnlyList<Product> products, int[] order, int threads)
    {
        int count = Math.Clamp(order.Length / LeastDocuments, 1, threads);
        var parts = new PostingsPart[count];
        Parallel.For(0, count, i =>
        {
            parts[i] = new PostingsPart();
            int end = End(i);
            for (int document = i == 0 ? 0 : End(i - 1); document < end; document++)
                parts[i].Add(document, SearchText.Parts(products[order[document]]));
        });

        return Joined(order.Length, parts);

        int End(int part) => (int)((part + 1L) * order.Length / count);
    }

    private static Postings Joined(int documents, PostingsPart[] parts)
    {
        string[] terms = [.. parts.SelectMany(part => part.Terms).Distinct(StringComparer.Ordinal)];
        Array.Sort(terms, StringComparer.Ordinal);
        var table = TermTable.Of(terms);
        int[][] numbers = [.. parts.Select(part => part.Terms.Select(term => table.Find(term)).ToArray())];

        int[] starts = Starts(terms.Length, parts, numbers);
        int[] next = starts[..^1];
        int[] matches = new int[starts[^1]];
        ushort[] frequencies = new ushort[starts[^1]];
        for (int i = 0; i < parts.Length; i++)
        {
            foreach (PostingsPart.Posting entry in parts[i].Entries)
            {
                int at = next[numbers[i][entry.Term]]++;
                matches[at] = entry.Document;
                frequencies[at] = entry.Frequency;
            }
        }

        return new Postings(documents, table, starts, matches, frequencies);
    }

    private static int[] Starts(int terms, PostingsPart[] parts, int[][] numbers)
    {
        int[] starts = new int[terms + 1];
        for (int i = 0; i < parts.Length; i++)
        {
            foreach (PostingsPart.Posting entry in parts[i].Entries)
                starts[numbers[i][entry.Term] + 1]++;
        }

        for (int term = 0; term < terms; term++)
            starts[term + 1] = checked(starts[term] + starts[term + 1]);

        return starts;
    }
}
