using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Generation;

/// <summary>How hard a catalogue is: whether goals can be found, and what the laziest shopper earns, who buys the first hit as it is.</summary>
/// <param name="Found">Share of asked products among the hits for their own instruction.</param>
/// <param name="First">Share that is the first hit.</param>
/// <param name="MeanReward">Mean reward of buying the first hit without options, over goals (a goal for each combination of options).</param>
/// <param name="FullReward">Share of these goals with reward 1.</param>
internal sealed record FirstHit(double Found, double First, double MeanReward, double FullReward)
{
    /// <summary>Measures a catalogue.</summary>
    public static FirstHit Of(Catalogue catalogue)
    {
        var index = SearchIndex.Build(catalogue.Products);
        Dictionary<int, int[]> hits = Enumerable.Range(0, catalogue.Products.Count).Where(number => catalogue.Products[number].Instruction is not null)
            .ToDictionary(number => number, number => index.Search(catalogue.Products[number].Instruction!, Navigation.MostFound).Select(hit => hit.Product).ToArray());

        PurchaseScorer scorer = new(new RuleNouns(), RewardMode.Faithful);
        var book = GoalBook.Draw(catalogue, GoalKind.Synthetic, 233);
        double[] rewards =
        [
            .. Enumerable.Range(0, book.Count).Select(i => (Goal: book[i], First: hits[book.ProductNumber(i)][0]))
                .Select(lazy => scorer.Of(lazy.Goal, catalogue.Products[lazy.First], [], book.Prices[lazy.First]).Total),
        ];
        return new FirstHit(
            (double)hits.Count(one => one.Value.Contains(one.Key)) / hits.Count, (double)hits.Count(one => one.Value[0] == one.Key) / hits.Count,
            rewards.Average(), (double)rewards.Count(reward => reward == 1) / rewards.Length);
    }
}
