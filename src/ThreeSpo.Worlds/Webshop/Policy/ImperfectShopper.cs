using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Shops by what it has read so far: opens what fits best, chooses what was asked for, buys; but blunders and dawdles on purpose.</summary>
/// <param name="blunder">The probability of any action instead of the planned one. In [0, 1].</param>
/// <param name="dawdle">The probability of leafing instead: next page, reviews, back to the search. In [0, 1 − blunder].</param>
/// <param name="brief">Whether it leaves the options out of its searches always, not every other time.</param>
/// <remarks>
/// Demonstrations for a policy's start: a perfect shopper would leave nothing to learn. It is imperfect beyond its moods, too: it compares
/// by titles alone, never looks at a second product, and buys without asking whether the texts say what was asked for.
/// </remarks>
public sealed class ImperfectShopper(double blunder, double dawdle, bool brief = false) : ITeacher
{
    /// <inheritdoc/>
    public string Next(TreeNode node, Draw draw)
    {
        ShopperView view = View(node);
        IReadOnlyList<ShopperChoice> choices = ShopperChoice.At(view);
        double mood = draw.Uniform(Use.Planner);
        ShopperChoice[] wanted = mood < blunder ? [] : [.. mood < blunder + dawdle ? choices.Where(IsIdle) : Planned(view, choices)];
        return wanted.Length == 0
            ? choices[draw.Below(choices.Count, Use.Planner + 1)].Action
            : wanted[draw.Below(wanted.Length, Use.Planner + 2)].Action;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Action, double Weight)> Distribution(TreeNode node)
    {
        ShopperView view = View(node);
        ShopperChoice[] choices = [.. ShopperChoice.At(view)];
        double[] probabilities = new double[choices.Length]; // [A]
        Spread(blunder, choices);
        Spread(dawdle, [.. choices.Where(IsIdle)]);
        Spread(1 - (blunder + dawdle), [.. Planned(view, choices)]);
        return [.. choices.Select((choice, i) => (choice.Action, probabilities[i])).Where(one => one.Item2 > 0)];

        void Spread(double share, ShopperChoice[] wanted)
        {
            ShopperChoice[] among = wanted.Length == 0 ? choices : wanted;
            foreach (ShopperChoice choice in among)
                probabilities[Array.IndexOf(choices, choice)] += share / among.Length;
        }
    }

    private static ShopperView View(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return ShopperView.Of((WebshopSnapshot)node.Snapshot);
    }

    private static bool IsIdle(ShopperChoice choice) => choice.Kind is ChoiceKind.Next or ChoiceKind.Reviews or ChoiceKind.Back;

    private IEnumerable<ShopperChoice> Search(IReadOnlyList<ShopperChoice> choices)
    {
        ShopperChoice core = choices.FirstOrDefault(choice => choice.Role is (uint)CandidateQueries.Kind.Core, choices[0]);
        return brief ? [core] : choices.Where(choice => choice == core || choice.Role is (uint)CandidateQueries.Kind.All);
    }

    /// <summary>The actions that serve the task equally well, as far as was read.</summary>
    private IEnumerable<ShopperChoice> Planned(ShopperView view, IReadOnlyList<ShopperChoice> choices) => view.Now.Visit.Page switch
    {
        PageKind.Search => Search(choices),
        PageKind.Results => Open(view, choices),
        PageKind.Item when view.Missing > 0 => choices.Where(choice => choice is { Kind: ChoiceKind.Choose, Role: 1 }),
        PageKind.Item => choices.Where(choice => choice.Kind is ChoiceKind.Buy),
        _ => choices.Where(choice => choice.Kind is ChoiceKind.Previous),
    };

    private static IEnumerable<ShopperChoice> Open(ShopperView view, IReadOnlyList<ShopperChoice> choices)
    {
        ShownProduct[] affordable = [.. view.Shown.Where(one => one.Price is not PriceFit.Above)];
        if (affordable.Length == 0)
            return choices.Where(choice => choice.Kind is ChoiceKind.Next or ChoiceKind.Back);

        int best = affordable.Max(one => one.Fit);
        return choices.Where(choice => choice.Kind is ChoiceKind.Open && view.Shown[choice.Place] is { Price: not PriceFit.Above } one && one.Fit == best);
    }
}
