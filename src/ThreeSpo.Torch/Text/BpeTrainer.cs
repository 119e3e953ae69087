namespace ThreeSpo.Torch.Text;

/// <summary>Learns the merges of a byte-level BPE tokenizer from texts. Equal texts, in any order, make equal tokenizers.</summary>
/// <remarks>
/// Sennrich, Haddow, Birch (arXiv 1508.07909), algorithm 1: join the most frequent pair of neighbouring tokens, again and again.
/// Of equally frequent pairs, the one whose left token, then right token, comes first in ordinal order. A pair that would spell
/// a token that is there already is left alone, so that every merge makes one token.
/// </remarks>
public static class BpeTrainer
{
    /// <summary>A pair must be seen this often to be worth a token. Unit: occurrences.</summary>
    private const long Fewest = 2;

    /// <summary>Trains a tokenizer.</summary>
    /// <param name="texts">What to learn from; composed canonically (NFC) first, as the tokenizer will.</param>
    /// <param name="vocabularySize">The most tokens, special ones included: at least 256 besides those.</param>
    /// <param name="pattern">Cuts texts into pieces, see <see cref="PreTokenizerPatterns"/>.</param>
    /// <param name="specialTokens">Tokens that no text is encoded to, in the order of their ids.</param>
    /// <returns>Ids: the 256 bytes in the order of the <see cref="ByteAlphabet"/>, then merges as learned, then special tokens.</returns>
    /// <exception cref="ArgumentException">A special token is empty, a single byte, or listed twice, or the pattern is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no room for bytes and special tokens.</exception>
    public static Tokenizer Train(IEnumerable<string> texts, int vocabularySize, string pattern, IReadOnlyList<string> specialTokens)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(specialTokens);
        List<string> tokens = [.. ByteAlphabet.InOrder.Select(letter => letter.ToString())];
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabularySize, tokens.Count + specialTokens.Count);
        HashSet<string> taken = [.. tokens];
        foreach (string special in specialTokens)
        {
            if (string.IsNullOrEmpty(special) || !taken.Add(special))
                throw new ArgumentException($"Found the special token '{special}', wanted each only once, and longer than a byte. Rename it.", nameof(specialTokens));
        }

        var pairs = new PairCounts(Words(texts, new PieceSplitter(pattern)), tokens);
        List<(string Left, string Right)> merges = [];
        while (tokens.Count + specialTokens.Count < vocabularySize && pairs.TryTake(Fewest, out int left, out int right))
        {
            string joined = tokens[left] + tokens[right];
            if (!taken.Add(joined))
                continue;

            merges.Add((tokens[left], tokens[right]));
            tokens.Add(joined);
            pairs.Join(left, right, tokens.Count - 1);
        }

        return new Tokenizer(
            new TokenizerParts
            {
                Vocabulary = tokens.Index().ToDictionary(entry => entry.Item, entry => entry.Index),
                Merges = merges,
                Added = [.. specialTokens.Select((content, index) => new AddedToken(tokens.Count + index, content, Special: true))],
                Pattern = pattern,
                Composed = true,
            },
            "The trained tokenizer");
    }

    /// <summary>The distinct pieces of the texts as byte tokens, and how often each occurs.</summary>
    private static List<(int[] Tokens, long Count)> Words(IEnumerable<string> texts, PieceSplitter splitter)
    {
        Dictionary<string, long> counts = [];
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> byPiece = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string text in texts)
        {
            string canonical = Tokenizer.Canonical(text, composed: true);
            foreach ((int offset, int length) in splitter.Cut(canonical))
            {
                ReadOnlySpan<char> piece = canonical.AsSpan(offset, length);
                byPiece.TryGetValue(piece, out long count);
                byPiece[piece] = count + 1;
            }
        }

        return [.. counts.Select(entry => (ByteAlphabet.Ids(entry.Key), entry.Value))];
    }
}
