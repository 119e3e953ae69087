using BenchmarkDotNet.Attributes;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Benchmarks;

/// <summary>Claims: 1,000 products are indexed in 0.3 s at most, and 100,000 sooner than the obvious dictionary is filled.</summary>
[MemoryDiagnoser]
[SimpleJob(warmupCount: 1, iterationCount: 5)]
public class WebshopIndexBenchmarks
{
    private readonly ProductText _text = new();
    private Product[] _products = [];

    [Params(1_000, 100_000)]
    public int Products { get; set; }

    [GlobalSetup]
    public void Setup() => _products = [.. Enumerable.Range(0, Products).Select(_text.Product)];

    [Benchmark(Baseline = true)]
    public object Dictionary() => new DictionarySearch(_products);

    [Benchmark]
    public int Index() => SearchIndex.Build(_products).TermCount;
}
