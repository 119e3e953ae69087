using System.Text.Json;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Search;

/// <summary>The index and the hits against recordings of Lucene.</summary>
public sealed class SearchGoldenTests
{
    // Recorded scores were written as single-precision numbers, then cut to five decimals.
    private const double HalfADigit = 0.5e-5;
    private const double SinglePrecision = 1.2e-7;

    private static readonly Lazy<SearchIndex> Index = new(() => SearchIndex.Build(SearchGolden.Products()));

    [Fact]
    public void The_index_has_the_recorded_terms_tokens_and_lengths()
    {
        JsonElement recorded = JsonDocument.Parse(File.ReadAllText(GoldenFolder.FileOrSkip("webshop/lucene_index_stats.json"))).RootElement;
        IReadOnlyList<Product> products = SearchGolden.Products();

        Assert.Equal(recorded.GetProperty("num_terms").GetInt32(), Index.Value.TermCount);
        Assert.Equal(recorded.GetProperty("sum_total_term_freq").GetInt64(), Index.Value.TokenCount);
        Assert.Equal(recorded.GetProperty("sum_doc_freq").GetInt32(), Index.Value.PostingCount);
        Assert.Equal(recorded.GetProperty("avg_doc_len").GetDouble(), Index.Value.AverageLength, 9);

        JsonProperty[] norms = [.. recorded.GetProperty("norm_byte_by_asin").EnumerateObject()];
        Assert.Equal(products.Count, norms.Length);
        Dictionary<string, int> numbers = products.Select((product, i) => (product.Asin, i)).ToDictionary();
        Assert.All(norms, norm => Assert.Equal(norm.Value.GetByte(), Index.Value.LengthCodeOf(numbers[norm.Name])));
    }

    [Fact]
    public void Hits_equal_the_recorded_ones_in_order_and_score()
    {
        IReadOnlyList<Product> products = SearchGolden.Products();
        foreach (JsonElement one in SearchGolden.Cases("search_top50"))
        {
            string query = one.GetProperty("query").GetString()!;
            (string Asin, double Score)[] recorded = [.. one.GetProperty("hits").EnumerateArray().Select(hit => (hit[0].GetString()!, hit[1].GetDouble()))];
            (string Asin, double Score)[] found = [.. Index.Value.Search(query).Select(hit => (products[hit.Product].Asin, (double)hit.Score))];

            Assert.True(recorded.Length == found.Length, $"'{query}': recorded {recorded.Length} hits, found {found.Length}.");
            for (int i = 0; i < found.Length; i++)
            {
                Compare.Close(recorded[i].Score, found[i].Score, 0, $"'{query}', hit {i}", noise: HalfADigit + (SinglePrecision * recorded[i].Score));
                Assert.True(recorded[i].Asin == found[i].Asin, $"'{query}', hit {i}: recorded {recorded[i].Asin}, found {found[i].Asin}.");
            }
        }
    }
}
