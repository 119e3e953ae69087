using ThreeSpo.Environments;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Credit;

/// <summary>Credit for whole episodes: GRPO, and GiGPO, which adds a step advantage to it.</summary>
/// <param name="stepWise">Whether GiGPO's step advantage is added.</param>
/// <param name="settings">Advantage rule, γ, the step advantage's weight, similarity.</param>
/// <remarks>
/// GRPO (arXiv 2402.03300): A = (return − group mean) / (group std + ε). GiGPO (arXiv 2505.10978): A + w·A_step, with A_step
/// over the steps of a task's group that start from an equal observation, each worth its discounted return.
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
        if (stepWise)
            JoinStepAdvantage(steps, advantages);
        else if (settings.Advantage is AdvantageNorm.Mean)
            EpisodeAdvantage.Centre(steps.Returns, steps.Groups, steps.Episodes, settings.Weighing, advantages);
        else
            EpisodeAdvantage.Standardise(steps.Returns, steps.Groups, steps.Episodes, settings.Weighing, advantages, settings.Score.Epsilon);

        return [.. steps.Branches.Select((branch, i) =>
            new CreditedGroup(branch.Child.Parent!, [branch], [steps.Rewards[i]], [advantages[i]]))];
    }

    private void JoinStepAdvantage(Steps steps, double[] advantages)
    {
        double[] returns = new double[steps.Count];
        DiscountedReturns.Of(steps.Rewards, steps.Episodes, settings.Discount, returns);

        int[] anchors = new int[steps.Count];
        if (settings.Similarity < 1)
            StepGrouping.Similar(steps.Anchors, steps.Groups, settings.Similarity, anchors);
        else
            StepGrouping.Exact(steps.Anchors, steps.Groups, anchors);

        GigpoAdvantage.Of(steps.Returns, returns, steps.Groups, steps.Episodes, anchors, advantages, new GigpoSettings
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
