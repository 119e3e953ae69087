using System.Runtime.InteropServices;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Credit;

/// <summary>What a finished tree says about each of its steps (specification, choice 3.13).</summary>
/// <param name="settings">The open choices.</param>
public sealed class TreeCredit(CreditSettings settings)
{
    private const double Rounding = 1e-12;

    /// <summary>Credits every edge that a closed trajectory passed.</summary>
    /// <returns>One group per node, those without spread included; none where the rule is <see cref="TrajectoryCreditRule.None"/>.</returns>
    public IReadOnlyList<CreditedGroup> Assign(RolloutTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return settings.TrajectoryCredit switch
        {
            TrajectoryCreditRule.None => [],
            TrajectoryCreditRule.Success => OfSuccess(tree),
            TrajectoryCreditRule.Tree => OfBranching(tree),
            _ => throw new InvalidOperationException($"Not a trajectory credit: {settings.TrajectoryCredit}."),
        };
    }

    /// <summary>weight · the mean over the trajectories through an edge of their group-normalised success.</summary>
    private List<CreditedGroup> OfSuccess(RolloutTree tree)
    {
        double[] successes =
            [.. tree.Trajectories.Where(one => one.Ending is not Ending.Faulted).Select(one => one.Succeeded ? 1.0 : 0.0)];
        double[] normal = new double[successes.Length];
        if (settings.Advantage is AdvantageNorm.Mean)
            GroupAdvantage.Centre(successes, normal);
        else
            GroupAdvantage.Standardise(successes, normal, settings.Score.Epsilon, settings.StdFloor);

        // Success is 0 or 1, so normalised success is too a matter of two values, and linear in the success rate of an edge.
        int won = Array.IndexOf(successes, 1);
        int lost = Array.IndexOf(successes, 0);
        bool alike = won < 0 || lost < 0;
        if (alike && settings.InvalidPenalty == 0)
            return [];

        // Where all ended alike their normalised success is 0, and only penalties are left.
        (double best, double worst) = alike ? (0, 0) : (normal[won], normal[lost]);
        return Groups(tree, branch =>
        {
            double success = settings.TrajectoryWeight
                * ((branch.Child.SuccessRate * best) + ((1 - branch.Child.SuccessRate) * worst));
            double penalty = settings.TrajectoryWeight * InvalidPenalty.Of(branch, settings);
            return penalty == 0 ? success : Cleared(success - penalty);
        });
    }

    /// <summary>
    /// (success rate below the edge − that of the root) + w · (discounted value below it less its penalty − the mean of that over
    /// the tree's edges that leave an equal state).
    /// </summary>
    private List<CreditedGroup> OfBranching(RolloutTree tree)
    {
        Dictionary<StateKey, (double Sum, int Count)> values = [];
        foreach (TreeNode node in tree.Expanded)
        {
            foreach (Branch branch in Passed(node))
            {
                ref (double Sum, int Count) value = ref CollectionsMarshal.GetValueRefOrAddDefault(values, node.State, out _);
                value = (value.Sum + Value(branch), value.Count + 1);
            }
        }

        double root = tree.Root.SuccessRate;
        return Groups(tree, branch =>
        {
            (double sum, int count) = values[branch.Child.Parent!.State];
            return Cleared((settings.TrajectoryWeight * (branch.Child.SuccessRate - root))
                + (settings.StepWeight * (Value(branch) - (sum / count))));
        });
    }

    private static List<CreditedGroup> Groups(RolloutTree tree, Func<Branch, double> advantage)
    {
        List<CreditedGroup> groups = [];
        foreach (TreeNode node in tree.Expanded)
        {
            Branch[] branches = [.. Passed(node)];
            if (branches.Length == 0)
                continue;

            double[] advantages = [.. branches.Select(advantage)];
            groups.Add(new CreditedGroup(node, branches, advantages, advantages));
        }

        return groups;
    }

    /// <summary>The branches of a node that some closed trajectory went through.</summary>
    private static IEnumerable<Branch> Passed(TreeNode node) => node.Branches.Where(branch => branch.Child.Passed > 0);

    /// <summary>The mean over the trajectories below an edge of γ^(steps after it) where they succeeded, less its own penalty.</summary>
    private double Value(Branch branch) =>
        (branch.Child.Discounted / branch.Child.Passed) - InvalidPenalty.Of(branch, settings) + Novelty(branch);

    /// <summary>The bonus of a step to a state that is not yet on the path.</summary>
    private double Novelty(Branch branch) => settings.TreeNovelty > 0 && branch.IsNewOnPath ? settings.TreeNovelty : 0;

    /// <summary>Equal values can differ by rounding, which is no spread and must not move the optimiser.</summary>
    private static double Cleared(double advantage) => Math.Abs(advantage) < Rounding ? 0 : advantage;
}
