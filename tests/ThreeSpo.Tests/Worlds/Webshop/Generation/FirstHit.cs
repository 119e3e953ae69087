using ThreeSpo.Worlds.Webshop;
using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Tests.Worlds.Webshop.Generation;

/// <summary>How hard a catalogue is: whether goals can be found, and what the laziest shopper earns, who buys the first hit as it is.</summary>
/// <param name="Found">Share of asked products among the hits for their own instruction.</param>
/// <param name="First">Share that is the first hit.</param>
/// <param name="MeanReward">Mean reward of buying the first hit without options, over goals (a goal for each combination of options).</param>
/// <param name="FullReward">Share of these goals with reward 1.</param>
internal sealed record FirstHit(double Found, double First, double MeanReward, double FullReward)
{
    /// <summary>Measures a catalogue with any search whose hits are numbers of <paramref name="listings"/>.</summary>
    public static FirstHit Of(IReadOnlyList<Listing> listings, Func<string, IReadOnlyList<SearchHit>> search)
    {
        int asked = 0, found = 0, first = 0;
        double goals = 0, reward = 0, full = 0;

        for (int i = 0; i < listings.Count; i++)
        {
            if (listings[i].Instruction is not string instruction)
                continue;

            IReadOnlyList<SearchHit> hits = search(instruction);
            asked++;
            found += hits.Any(hit => hit.Product == i) ? 1 : 0;
            first += hits[0].Product == i ? 1 : 0;

            int options = listings[i].Options.Count(option => option.Values.Count > 0);
            double combinations = listings[i].Options.Where(option => option.Values.Count > 0).Aggregate(1.0, (product, option) => product * option.Values.Count);
            double earned = Reward(listings[i], listings[hits[0].Product], options);
            goals += combinations;
            reward += combinations * earned;
            full += earned == 1 ? combinations : 0;
        }

        return new FirstHit((double)found / asked, (double)first / asked, reward / goals, full / goals);
    }

    // The shop's reward without title nouns, with the price always right.
    private static double Reward(Listing goal, Listing bought, int options)
    {
        string text = $"{bought.Name} {string.Join(' ', bought.Bullets)} {bought.Description}".ToLowerInvariant();
        int attributes = goal.InstructionAttributes.Count(name => bought.Attributes.Contains(name) || text.Contains(name, StringComparison.Ordinal));
        bool sameKind = goal.Query == bought.Query || goal.CategoryPath.Split(" › ").Intersect(bought.CategoryPath.Split(" › ")).Count() > 1;
        return (sameKind ? 1 : 0.5) * (attributes + 1) / (goal.InstructionAttributes.Count + options + 1);
    }
}
