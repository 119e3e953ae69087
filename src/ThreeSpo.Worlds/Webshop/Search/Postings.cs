namespace ThreeSpo.Worlds.Webshop;

/// <summary>Which documents have which tokens, and how often. Documents are products by ascending asin, so that equal scores need no look at asins.</summary>
internal sealed class Postings
{
    /// <summary>Makes postings, and counts what scores need of them.</summary>
    /// <param name="documents">How many documents there are.</param>
    /// <param name="terms">The tokens.</param>
    /// <param name="starts">Where each token's postings begin; one more, where the last end. [terms + 1]</param>
    /// <param name="matches">The documents, ascending for each token. [postings]</param>
    /// <param name="frequencies">How often each has the token. [postings]</param>
    public Postings(int documents, TermTable terms, int[] starts, int[] matches, ushort[] frequencies)
    {
        (Terms, Starts, Matches, Frequencies) = (terms, starts, matches, frequencies);
        int[] lengths = new int[documents];
        for (int i = 0; i < matches.Length; i++)
            lengths[matches[i]] = (int)Math.Min(int.MaxValue, (long)lengths[matches[i]] + frequencies[i]);

        LengthCodes = Array.ConvertAll(lengths, LengthCode.Of);
        TokenCount = lengths.Sum(length => (long)length);
        Filled = lengths.Count(length => length > 0);
    }

    /// <summary>The tokens.</summary>
    public TermTable Terms { get; }

    /// <summary>Where each token's postings begin. [terms + 1]</summary>
    public int[] Starts { get; }

    /// <summary>Documents. [postings]</summary>
    public int[] Matches { get; }

    /// <summary>How often each of <see cref="Matches"/> has the token. [postings]</summary>
    public ushort[] Frequencies { get; }

    /// <summary>The <see cref="LengthCode"/> of each document. [documents]</summary>
    public byte[] LengthCodes { get; }

    /// <summary>Tokens of all documents.</summary>
    public long TokenCount { get; }

    /// <summary>Documents with any token.</summary>
    public int Filled { get; }
}
