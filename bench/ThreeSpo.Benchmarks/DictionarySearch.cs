using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Benchmarks;

/// <summary>The obvious search: a dictionary from tokens to products, one of scores, and a sort of all that match.</summary>
internal sealed class DictionarySearch
{
    private readonly IReadOnlyList<Product> _products;
    private readonly Dictionary<string, List<(int Product, int Times)>> _matches = [];
    private readonly int[] _lengths;
    private readonly double _average;

    public DictionarySearch(IReadOnlyList<Product> products)
    {
        _products = products;
        _lengths = new int[products.Count];
        for (int i = 0; i < products.Count; i++)
        {
            IReadOnlyList<string> tokens = Analyzer.Tokens(Text(products[i]));
            _lengths[i] = Quantised(tokens.Count);
            _average += tokens.Count / (double)products.Count;
            foreach ((string token, int times) in tokens.CountBy(token => token))
            {
                if (!_matches.TryGetValue(token, out List<(int Product, int Times)>? matches))
                    _matches[token] = matches = [];
                matches.Add((i, times));
            }
        }
    }

    public SearchHit[] Search(string query, int most)
    {
        Dictionary<int, double> scores = [];
        foreach ((string token, int count) in Analyzer.Tokens(query).CountBy(token => token))
        {
            if (!_matches.TryGetValue(token, out List<(int Product, int Times)>? matches))
                continue;

            double weight = count * Math.Log(1 + ((_products.Count - matches.Count + 0.5) / (matches.Count + 0.5)));
            foreach ((int product, int times) in matches)
                scores[product] = scores.GetValueOrDefault(product) + (weight * (1 - (1 / (1 + (times / (0.9 * (0.6 + (0.4 * _lengths[product] / _average))))))));
        }

        return
        [
            .. scores.Select(pair => new SearchHit(pair.Key, (float)pair.Value))
                .OrderByDescending(hit => hit.Score).ThenBy(hit => _products[hit.Product].Asin, StringComparer.Ordinal).Take(most),
        ];
    }

    private static string Text(Product product) => string.Join(
        ' ', product.Title, product.Description, product.Bullets[0], string.Join(", and ", product.Options.Select(group => $"{group.Name}: {string.Join(", ", group.Values)}")));

    private static int Quantised(int length)
    {
        int step = 1;
        while (length - 24 >= 16 * step)
            step *= 2;

        return length < 24 ? length : 24 + ((length - 24) / step * step);
    }
}
