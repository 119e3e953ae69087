using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Search;

/// <summary>Searches as one would write it down: every product, one after the other.</summary>
internal static class SlowSearch
{
    public static SearchHit[] Search(IReadOnlyList<Product> products, string query, int most)
    {
        string[][] documents = [.. products.Select(product => Analyzer.Tokens(Text(product)).ToArray())];
        int filled = documents.Count(tokens => tokens.Length > 0);
        double average = documents.Sum(tokens => (double)tokens.Length) / Math.Max(1, filled);
        (string Token, int Count, int Matching)[] wanted =
        [
            .. Analyzer.Tokens(query).CountBy(token => token).Select(pair => (pair.Key, pair.Value, documents.Count(tokens => tokens.Contains(pair.Key)))),
        ];

        return
        [
            .. products.Select((product, i) => new SearchHit(i, Score(documents[i])))
                .Where(hit => hit.Score > 0)
                .OrderByDescending(hit => hit.Score).ThenBy(hit => products[hit.Product].Asin, StringComparer.Ordinal)
                .Take(most),
        ];

        float Score(string[] tokens) => (float)wanted.Where(one => tokens.Contains(one.Token)).Sum(one => (double)Part(one.Count, one.Matching, tokens.Count(token => token == one.Token), tokens.Length));

        float Part(int count, int matching, int frequency, int length)
        {
            float idf = (float)Math.Log(1 + ((filled - matching + 0.5) / (matching + 0.5)));
            float norm = 0.9f * (1 - 0.4f + (0.4f * Quantised(length) / (float)average));
            float weight = count * idf;
            return weight - (weight / (1 + (frequency * (1 / norm))));
        }
    }

    private static string Text(Product product) => string.Join(
        ' ', product.Title, product.Description, product.Bullets.FirstOrDefault(""), string.Join(", and ", product.Options.Select(group => $"{group.Name}: {string.Join(", ", group.Values)}")));

    /// <summary>Exact up to 40; from there on 24 and as much of the rest as four significant bits hold.</summary>
    private static int Quantised(int length)
    {
        int step = 1;
        while (length - 24 >= 16 * step)
            step *= 2;

        return length < 24 ? length : 24 + ((length - 24) / step * step);
    }
}
