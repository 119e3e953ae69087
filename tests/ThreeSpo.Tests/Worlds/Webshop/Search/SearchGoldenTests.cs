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

    private static SearchIndex Index => RecordedShop.Shop(PageStyle.Text).Index;

    [Fact]
    public void The_index_has_the_recorded_terms_tokens_and_lengths()
    {
        JsonElement recorded = JsonDocument.Parse(File.ReadAllText(GoldenFolder.FileOrSkip("webshop/lucene_index_stats.json"))).RootElement;
        Catalogue catalogue = WebshopGolden.Catalogue();

        Assert.Equal(recorded.Whole("num_terms"), Index.TermCount);
        Assert.Equal(recorded.GetProperty("sum_total_term_freq").GetInt64(), Index.TokenCount);
        Assert.Equal(recorded.Whole("sum_doc_freq"), Index.PostingCount);
        Assert.Equal(recorded.Number("avg_doc_len"), Index.AverageLength, 9);

        JsonProperty[] norms = [.. recorded.GetProperty("norm_byte_by_asin").EnumerateObject()];
        Assert.Equal(catalogue.Products.Count, norms.Length);
        Assert.All(norms, norm => Assert.Equal(norm.Value.GetByte(), Index.LengthCodeOf(catalogue.NumberOf(norm.Name))));
    }

    /// <remarks>Where two scores differ by less than their last digit, order is a matter of rounding: both orders are right, and the other one is reported.</remarks>
    [Fact]
    public void Hits_equal_the_recorded_ones_in_order_and_score()
    {
        IReadOnlyList<Product> products = WebshopGolden.Catalogue().Products;
        foreach (JsonElement one in WebshopGolden.Lines("search_top50.jsonl"))
        {
            string query = one.Text("query");
            (string Asin, double Score)[] recorded = [.. one.GetProperty("hits").EnumerateArray().Select(hit => (hit[0].GetString()!, hit[1].GetDouble()))];
            (string Asin, double Score)[] all = [.. Index.Search(query, products.Count).Select(hit => (products[hit.Product].Asin, (double)hit.Score))];
            (string Asin, double Score)[] found = [.. all.Take(50)];

            Assert.True(recorded.Length == found.Length, $"'{query}': recorded {recorded.Length} hits, found {found.Length}.");
            Assert.Equal(recorded.Length, recorded.Select(hit => hit.Asin).Distinct().Count());
            Assert.Equal(found.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Asin, StringComparer.Ordinal), found);
            for (int i = 0; i < found.Length; i++)
            {
                Compare.Close(recorded[i].Score, found[i].Score, 0, $"'{query}', hit {i}", noise: HalfADigit + (SinglePrecision * recorded[i].Score));
                if (recorded[i].Asin == found[i].Asin)
                    continue;

                double score = all.FirstOrDefault(hit => hit.Asin == recorded[i].Asin).Score;
                Assert.True(
                    Math.Abs(score - found[i].Score) <= SinglePrecision * score,
                    $"'{query}', hit {i}: recorded {recorded[i].Asin}, found {found[i].Asin}; they score {score:R} and {found[i].Score:R} here.");
                TestContext.Current.TestOutputHelper!.WriteLine($"Near tie: '{query}', hit {i}: recorded {recorded[i].Asin}, found {found[i].Asin}, {score:R} and {found[i].Score:R}.");
            }
        }
    }
}
