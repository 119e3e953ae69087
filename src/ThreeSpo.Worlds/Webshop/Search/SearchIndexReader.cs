using System.Text;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Reads counts, tokens and postings. Trusts nothing: a checksum is no proof of who wrote a file.</summary>
/// <param name="reader">Where from, after the fingerprint.</param>
/// <param name="end">Where in the stream the postings end.</param>
internal sealed class SearchIndexReader(BinaryReader reader, long end)
{
    /// <summary>Reads postings. Never allocates more than 16 bytes for each byte that is there.</summary>
    public Postings Read(int documents)
    {
        int found = reader.ReadInt32();
        if (found != documents)
            throw new DamagedException($"it counts {found} products, wanted {documents}");

        int terms = Count("tokens");
        int postings = Count("postings");
        char[] letters = Encoding.GetChars(reader.ReadBytes(Count("bytes of letters")));

        var ends = new int[terms];
        var starts = new int[terms + 1];
        var matches = new int[postings];
        var frequencies = new ushort[postings];
        for (int term = 0; term < terms; term++)
        {
            ends[term] = Next(term == 0 ? 0 : ends[term - 1], reader.Read7BitEncodedInt(), letters.Length, "letters");
            starts[term + 1] = Next(starts[term], reader.Read7BitEncodedInt(), postings, "postings");
            ReadMatches(matches.AsSpan(starts[term]..starts[term + 1]), frequencies.AsSpan(starts[term]), documents);
        }

        if (starts[^1] != postings || (terms > 0 ? ends[^1] : 0) != letters.Length || reader.BaseStream.Position != end)
            throw new DamagedException("its parts are not as long as it says");

        TermTable table = new(letters, ends);
        ExpectAscending(table);
        return new Postings(documents, table, starts, matches, frequencies);
    }

    private static UTF8Encoding Encoding { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads how many of something there are, each of which takes at least one byte.</summary>
    private int Count(string what)
    {
        int count = reader.ReadInt32();
        long left = end - reader.BaseStream.Position;
        return count >= 0 && count <= left ? count : throw new DamagedException($"it counts {count} {what} in {left} bytes");
    }

    private static int Next(int from, int more, int most, string what) =>
        more > 0 && more <= most - from ? from + more : throw new DamagedException($"a token has {more} {what}");

    private void ReadMatches(Span<int> matches, Span<ushort> frequencies, int documents)
    {
        long document = -1;
        for (int i = 0; i < matches.Length; i++)
        {
            long step = reader.Read7BitEncodedInt64();
            document += step >> 1;
            int frequency = (step & 1) != 0 ? 1 : reader.Read7BitEncodedInt();
            if (step < 2 || document >= documents || document < 0 || frequency is < 1 or > ushort.MaxValue)
                throw new DamagedException($"a token is {frequency} times in product {document} of {documents}");

            matches[i] = (int)document;
            frequencies[i] = (ushort)frequency;
        }
    }

    private static void ExpectAscending(TermTable table)
    {
        for (int term = 1; term < table.Count; term++)
        {
            if (table[term - 1].SequenceCompareTo(table[term]) >= 0)
                throw new DamagedException("its tokens are not in order");
        }
    }

    /// <summary>What is wrong, to be completed by whoever knows the path.</summary>
    internal sealed class DamagedException(string message) : Exception(message);
}
