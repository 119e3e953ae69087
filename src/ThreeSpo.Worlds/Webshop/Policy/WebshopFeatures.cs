using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Describes the shop's actions to the light policy by what a shopper has read: request, titles, prices, options, texts opened.</summary>
/// <remarks>Every template is a conjunction of small facts about the action and the moment, hashed. Searches are the <see cref="CandidateQueries"/>.</remarks>
public sealed class WebshopFeatures : IActionFeatures
{
    private const int Templates = 18;

    /// <inheritdoc/>
    public string Name => "webshop/1";

    /// <inheritdoc/>
    public Choices Describe(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var view = ShopperView.Of((WebshopSnapshot)node.Snapshot);
        IReadOnlyList<ShopperChoice> choices = ShopperChoice.At(view);
        var moment = Moment.Of(view);
        string[] actions = new string[choices.Count];
        List<uint> features = new(choices.Count * Templates);
        for (int i = 0; i < actions.Length; i++)
        {
            actions[i] = choices[i].Action;
            Add(features, moment, Facts.Of(view, choices[i]));
        }

        return new Choices(actions, [.. features], Templates);
    }

    private static void Add(List<uint> features, Moment now, Facts it)
    {
        uint kind = it.Kind;

        // What it is, and where.
        features.Add(FeatureHash.Of(0, kind, now.Page));
        features.Add(FeatureHash.Of(1, kind, it.Role, now.Page));
        features.Add(FeatureHash.Of(2, kind, it.Role, now.Missing, now.NotOffered));

        // Products of a results page.
        features.Add(FeatureHash.Of(3, kind, it.Share, it.IsBest));
        features.Add(FeatureHash.Of(4, kind, it.Behind, it.Price, it.Read));
        features.Add(FeatureHash.Of(5, kind, it.Rank, it.IsBest, it.Price));
        features.Add(FeatureHash.Of(6, kind, it.Share, it.Price, it.Read));
        features.Add(FeatureHash.Of(7, kind, it.Behind, it.Rank, now.Opened));

        // Buying, or looking further.
        features.Add(FeatureHash.Of(8, kind, now.Missing, (now.NotOffered * 8) + now.Price, now.Share));
        features.Add(FeatureHash.Of(9, kind, now.Missing, now.Share, now.Read));
        features.Add(FeatureHash.Of(10, kind, now.Price, now.Opened, now.Missing));
        features.Add(FeatureHash.Of(11, kind, now.Opened, now.BestShare, now.ResultsPage));
        features.Add(FeatureHash.Of(12, kind, it.Role, now.ResultsPage, now.BestShare));

        // Searching.
        features.Add(FeatureHash.Of(13, kind, it.Role, now.Searches));
        features.Add(FeatureHash.Of(14, kind, it.Role, now.WordsAsked));

        // What was done before.
        features.Add(FeatureHash.Of(15, kind, it.Role, now.Idle));
        features.Add(FeatureHash.Of(16, kind, now.Before, now.Page));
        features.Add(FeatureHash.Of(17, kind, now.Before, now.TwoBefore, now.Missing));
    }

    /// <summary>A count as a small number: exact up to 3, then coarse.</summary>
    private static uint Few(int count) => (uint)(count <= 3 ? count : count <= 6 ? 4 : 5);

    /// <summary>A share of the request's words, in fifths; 6 where it is all of them.</summary>
    private static uint InFifths(int matches, Request request) =>
        request.Words.Count == 0 || matches == request.Words.Count ? 6 : (uint)(5 * matches / request.Words.Count);

    /// <summary>What is true whatever action comes next; small numbers.</summary>
    private readonly record struct Moment(
        uint Page, uint Missing, uint NotOffered, uint Share, uint Price, uint Read, uint Opened, uint BestShare, uint ResultsPage, uint Searches,
        uint WordsAsked, uint Idle, uint Before, uint TwoBefore)
    {
        public static Moment Of(ShopperView view)
        {
            WebshopSnapshot now = view.Now;
            bool looking = now.Visit.Product >= 0;
            return new Moment(
                (uint)now.Visit.Page, Few(view.Missing), looking ? Few(view.NotOffered) : 0, looking ? InFifths(view.Fit, view.Request) : 7,
                looking ? 1 + (uint)ShopperView.FitOf(now.Product, view.Request) : 0, looking ? (uint)now.Notes.Of(now.Visit.Product) : 0,
                Few(now.Notes.Read.Count), InFifths(view.BestFit, view.Request), Few(now.Visit.ResultsPage), Few(now.Notes.Searches),
                Few(view.Request.Words.Count / 3), Few(now.Notes.Idle), (uint)now.Notes.Before, (uint)now.Notes.TwoBefore);
        }
    }

    /// <summary>What is true of one action; small numbers.</summary>
    private readonly record struct Facts(uint Kind, uint Role, uint Share, uint IsBest, uint Behind, uint Rank, uint Price, uint Read)
    {
        public static Facts Of(ShopperView view, ShopperChoice choice)
        {
            uint kind = (uint)choice.Kind;
            if (choice.Kind is not ChoiceKind.Open)
                return new Facts(kind, choice.Role, 0, 0, 0, 0, 0, 0);

            ShownProduct product = view.Shown[choice.Place];
            bool best = product.Read is PagesRead.None && product.Fit == view.BestFit;
            return new Facts(
                kind, choice.Role, InFifths(product.Fit, view.Request), best ? 1u : 0, Few(Math.Max(0, view.BestFit - product.Fit)), (uint)product.Rank,
                1 + (uint)product.Price, (uint)product.Read);
        }
    }
}
