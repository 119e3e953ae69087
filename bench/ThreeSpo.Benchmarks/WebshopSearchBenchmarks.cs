using BenchmarkDotNet.Attributes;
using ThreeSpo.Randomness;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Benchmarks;

/// <summary>
/// Claims: of 100,000 products a query of some words, or a sentence of twenty, finds the best 50 in 2 ms at most, several times as fast as
/// the obvious dictionary that scores and sorts every match, with the same scores.
/// </summary>
[MemoryDiagnoser]
public class WebshopSearchBenchmarks
{
    private const int Queries = 64;

    private readonly ProductText _text = new();
    private Product[] _products = [];
    private string[] _queries = [];
    private SearchIndex _index = null!;
    private DictionarySearch _dictionary = null!;

    [Params(1_000, 100_000)]
    public int Products { get; set; }

    /// <summary>Words of a query.</summary>
    [Params(4, 20)]
    public int Words { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _products = [.. Enumerable.Range(0, Products).Select(_text.Product)];
        _queries = [.. Enumerable.Range(0, Queries).Select(i => _text.Words(new Draw(11, 0, 0, i), Words))];
        _index = SearchIndex.Build(_products);
        _dictionary = new DictionarySearch(_products);
        if (_queries.Any(query => !AreEqual(_index.Search(query), _dictionary.Search(query, 50))))
            throw new InvalidOperationException("The two searches differ, wanted equal scores. Mend whichever is wrong before comparing their speed.");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Queries)]
    public int Dictionary() => _queries.Sum(query => _dictionary.Search(query, 50).Length);

    [Benchmark(OperationsPerInvoke = Queries)]
    public int Index() => _queries.Sum(query => _index.Search(query).Count);
    // The dictionary's double precision may swap two products whose scores differ in the seventh digit.
    private static bool AreEqual(IReadOnlyList<SearchHit> one, SearchHit[] other) =>
        one.Count == other.Length && one.Zip(other).All(pair => Math.Abs(pair.First.Score - pair.Second.Score) < 1e-5 * pair.First.Score);
}
