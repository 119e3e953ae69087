using ThreeSpo.Environments;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Credit;

/// <summary>Credit for whole episodes: GRPO, and GiGPO, which adds a step advantage to it.</summary>
/// <param name="stepWise">Whether GiGPO's step advantage is added.</param>
/// <param name="settings">Advantage rule, γ, the step advantage's weight, similarity.</param>
/// <remarks>
/// GRPO (arXiv 2402.03300): A = (return − group mean) / (group std + ε). GiGPO (arXiv 2505.10978): A + w·A_step, with A_step
/// over the steps of a task's group that start from an equal observation, each worth its discounted return. What an invalid
/// action forfeits is taken from both at its own step alone, after discounting, as in the code that GiGPO was released with.
/// </remarks>
public sealed class EpisodeCredit(bool stepWise, CreditSettings settings)
{
    /// <summary>Credits the steps of one iteration's episodes.</summary>
    /// <param name="groups">The episodes of each task, every one a tree without branches.</param>
    /// <returns>One group per step, G = 1 each.</returns>
    public IReadOnlyList<CreditedGroup> Assign(IReadOnlyList<IReadOnlyList<RolloutTree>> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Steps steps = Steps.Of(groups, settings.Similarity);
        double[] advantages = new double[steps.Count];
        double[] scores = Penalised(steps.Returns, steps); // [N]
        if (stepWise)
            JoinStepAdvantage(steps, scores, advantages);
        else if (settings.Advantage is AdvantageNorm.Mean)
            EpisodeAdvantage.Centre(scores, steps.Groups, steps.Episodes, settings.Weighing, advantages);
        else
            EpisodeAdvantage.Standardise(scores, steps.Groups, steps.Episodes, settings.Weighing, advantages, settings.Score.Epsilon);

        double[] rewards = Penalised(steps.Rewards, steps);
        return [.. steps.Branches.Select((branch, i) =>
            new CreditedGroup(branch.Child.Parent!, [branch], [rewards[i]], [advantages[i]]))];
    }

    /// <summary>Values of the steps, shape [N], less what their invalid actions forfeit.</summary>
    private double[] Penalised(double[] values, Steps steps) =>
        [.. values.Select((value, i) => value - InvalidPenalty.Of(steps.Branches[i], settings))];

    private void JoinStepAdvantage(Steps steps, double[] scores, double[] advantages)
    {
        double[] returns = new double[steps.Count];
        DiscountedReturns.Of(steps.Rewards, steps.Episodes, settings.Discount, returns);
        returns = Penalised(returns, steps);

        int[] anchors = new int[steps.Count];
        if (settings.Similarity < 1)
            StepGrouping.Similar(steps.Anchors, steps.Groups, settings.Similarity, anchors);
        else
            StepGrouping.Exact(steps.Anchors, steps.Groups, anchors);

        GigpoAdvantage.Of(scores, returns, steps.Groups, steps.Episodes, anchors, advantages, new GigpoSettings
        {
            StepWeight = settings.StepWeight,
            Norm = settings.Advantage,
            Weighing = settings.Weighing,
            Epsilon = settings.Score.Epsilon,
        });
    }

    /// <summary>The steps of all episodes as rows of one table, shape [N].</summary>
    private sealed record Steps(
        List<Branch> Branches, double[] Rewards, double[] Returns, int[] Groups, int[] Episodes, string[] Anchors)
    {
        public int Count => Branches.Count;

        public static Steps Of(IReadOnlyList<IReadOnlyList<RolloutTree>> groups, double similarity)
        {
            List<Branch> steps = [];
            List<(double Reward, double Return, int Group, int Episode)> rows = [];
            int episode = 0;
            for (int g = 0; g < groups.Count; g++)
            {
                foreach (RolloutTree tree in groups[g])
                {
                    Branch[] path = [.. tree.Expanded.Select(node => node.Branches[0])];
                    episode++;
                    if (path.Length == 0 || path[^1].Ending is Ending.Faulted)
                        continue;

                    double solved = path[^1].Ending is Ending.Succeeded ? 1 : 0;
                    steps.AddRange(path);
                    rows.AddRange(path.Select(step => (step.Ending is Ending.Succeeded ? 1.0 : 0.0, solved, g, episode)));
                }
            }

            return new Steps(
                steps, [.. rows.Select(row => row.Reward)], [.. rows.Select(row => row.Return)], [.. rows.Select(row => row.Group)],
                [.. rows.Select(row => row.Episode)], [.. steps.Select(step => Anchor(step.Child.Parent!, similarity))]);
        }

        /// <summary>Similar states are told by their text, equal ones by the run's identity.</summary>
        private static string Anchor(TreeNode node, double similarity) =>
            similarity < 1 ? node.Snapshot.Observation : node.State.ToString();
    }
}
