using Lucene.Net.Analysis;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.TokenAttributes;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Stems of words: "shoes" and "shoe" are both "shoe". One for each thread.</summary>
/// <remarks>Porter, An algorithm for suffix stripping (1980), by Lucene.NET.</remarks>
#pragma warning disable CA1001 // It lives as long as its thread, and its parts hold memory alone.
internal sealed class Stemmer
#pragma warning restore CA1001
{
    // Some 2 MB of words; a catalogue of 1,000 products has 15,000 distinct ones.
    private const int MostKept = 1 << 15;

    [ThreadStatic]
    private static Stemmer? _ofThread;

    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);
    private readonly OneWord _word = new();
    private readonly PorterStemFilter _filter;

    private Stemmer() => _filter = new PorterStemFilter(_word);

    /// <summary>This thread's.</summary>
    public static Stemmer OfThread => _ofThread ??= new Stemmer();

    /// <summary>Stems a word.</summary>
    /// <param name="word">A word in lower case.</param>
    public string Stem(ReadOnlySpan<char> word)
    {
        var kept = _kept.GetAlternateLookup<ReadOnlySpan<char>>();
        if (kept.TryGetValue(word, out string? stem))
            return stem;

        _word.Set(word);
        _filter.IncrementToken();
        stem = _word.Text;

        if (_kept.Count == MostKept)
            _kept.Clear();
        kept[word] = stem;
        return stem;
    }

    /// <summary>A stream of one word, over and over.</summary>
    private sealed class OneWord : TokenStream
    {
        private readonly ICharTermAttribute _term;

        public OneWord() => _term = AddAttribute<ICharTermAttribute>();

        public string Text => new(_term.Buffer, 0, _term.Length);

        public void Set(ReadOnlySpan<char> word)
        {
            word.CopyTo(_term.ResizeBuffer(word.Length));
            _term.Length = word.Length;
        }

        public override bool IncrementToken() => true;
    }
}
