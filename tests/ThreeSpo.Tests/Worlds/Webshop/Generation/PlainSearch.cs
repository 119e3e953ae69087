using System.Text.RegularExpressions;
using ThreeSpo.Worlds.Webshop;
using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Tests.Worlds.Webshop.Generation;

/// <summary>A plain BM25 search over listings, near enough to the shop's: title, description, first bullet and options, top 50.</summary>
internal sealed partial class PlainSearch
{
    private const double K1 = 0.9;
    private const double B = 0.4;
    private const int Top = 50;

    private readonly Dictionary<string, List<(int Product, int Count)>> _postings = [];
    private readonly List<int> _lengths = [];
    private readonly double _meanLength;

    public PlainSearch(IEnumerable<Listing> listings)
    {
        foreach (Listing listing in listings)
            Add(listing);

        _meanLength = _lengths.Average();
    }

    public IReadOnlyList<SearchHit> Search(string query)
    {
        Dictionary<int, double> scores = [];
        foreach (string token in Tokens(query))
        {
            if (!_postings.TryGetValue(token, out List<(int Product, int Count)>? postings))
                continue;

            double idf = Math.Log(1 + ((_lengths.Count - postings.Count + 0.5) / (postings.Count + 0.5)));
            foreach ((int product, int count) in postings)
            {
                double norm = K1 * (1 - B + (B * _lengths[product] / _meanLength));
                scores[product] = scores.GetValueOrDefault(product) + (idf * count / (count + norm));
            }
        }

        return [.. scores.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(Top).Select(pair => new SearchHit(pair.Key, (float)pair.Value))];
    }

    private void Add(Listing listing)
    {
        string options = string.Join(' ', listing.Options.Select(option => $"{option.Name} {string.Join(' ', option.Values)}"));
        string[] tokens = [.. Tokens($"{listing.Name} {listing.Description} {listing.Bullets[0]} {options}")];
        foreach (IGrouping<string, string> token in tokens.GroupBy(token => token))
        {
            if (!_postings.TryGetValue(token.Key, out List<(int Product, int Count)>? postings))
                _postings[token.Key] = postings = [];

            postings.Add((_lengths.Count, token.Count()));
        }

        _lengths.Add(tokens.Length);
    }

    // Plurals are cut, which is what most of stemming comes to here.
    private static IEnumerable<string> Tokens(string text) => Word().Matches(text.ToLowerInvariant().Replace("'s", "", StringComparison.Ordinal))
        .Select(match => match.Value)
        .Where(word => word is not ("a" or "and" or "for" or "of" or "the" or "to" or "with" or "it" or "is" or "in" or "or" or "by" or "on"))
        .Select(word => word.EndsWith("es", StringComparison.Ordinal) ? word[..^2] : word.TrimEnd('s').TrimEnd('e'));

    [GeneratedRegex("[a-z0-9.]+")]
    private static partial Regex Word();
}
