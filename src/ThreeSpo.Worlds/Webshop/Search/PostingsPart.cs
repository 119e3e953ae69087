namespace ThreeSpo.Worlds.Webshop;

/// <summary>The postings of some documents in a row, before they are put together with those of others.</summary>
internal sealed class PostingsPart
{
    private const int Stop = -1;

    // Each word is stemmed once for a part.
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<int> _here = [];
    private readonly List<int> _times = [];

    /// <summary>The part's own tokens, as they were met.</summary>
    public List<string> Terms { get; } = [];

    /// <summary>The postings, document by document.</summary>
    public List<Posting> Entries { get; } = [];

    /// <summary>Reads the next document.</summary>
    public void Add(int document, IEnumerable<string> texts)
    {
        foreach (string text in texts)
            Count(text);

        foreach (int term in _here)
        {
            Entries.Add(new Posting(term, document, (ushort)Math.Min(_times[term], ushort.MaxValue)));
            _times[term] = 0;
        }

        _here.Clear();
    }

    private void Count(string text)
    {
        var numbers = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> room = stackalloc char[WordScanner.MostUnits];
        var words = new WordScanner(text);
        while (words.MoveNext())
        {
            if (!numbers.TryGetValue(words.Current, out int term))
                numbers[words.Current] = term = NumberOf(Analyzer.Plain(words.Current, room));
            if (term == Stop)
                continue;

            if (_times[term]++ == 0)
                _here.Add(term);
        }
    }

    private int NumberOf(ReadOnlySpan<char> plain)
    {
        if (plain.IsEmpty)
            return Stop;

        string stem = Stemmer.OfThread.Stem(plain);
        if (!_numbers.TryGetValue(stem, out int number))
        {
            _numbers[stem] = number = Terms.Count;
            Terms.Add(stem);
            _times.Add(0);
        }

        return number;
    }

    /// <summary>A document that has a token.</summary>
    /// <param name="Term">The token, by the part's own number.</param>
    /// <param name="Document">The document.</param>
    /// <param name="Frequency">How often.</param>
    public readonly record struct Posting(int Term, int Document, ushort Frequency);
}
