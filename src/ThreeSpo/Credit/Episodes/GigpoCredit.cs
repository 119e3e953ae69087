namespace ThreeSpo.Credit.Episodes;

/// <summary>GiGPO: GRPO's advantage, plus that of the step among the task's steps from an equal state.</summary>
/// <param name="settings">γ, the step advantage's weight, similarity, and what GRPO looks at.</param>
/// <remarks>
/// GiGPO (arXiv 2505.10978): A + w·A_step, with A_step over the steps of a task's group that start from an equal observation, each worth its
/// discounted return. What an invalid action forfeits is taken from both at its own step alone, after discounting, as in the code that GiGPO
/// was released with.
/// </remarks>
public sealed class GigpoCredit(CreditSettings settings) : IEpisodeCredit
{
    /// <inheritdoc/>
    public StepAdvantages Of(EpisodeSteps steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        double[] returns = new double[steps.Count];
        DiscountedReturns.Of(steps.Rewards, steps.Episodes, settings.Discount, returns);

        // Similar states are told by their text, equal ones by the run's identity.
        int[] anchors = new int[steps.Count];
        if (settings.Similarity < 1)
            StepGrouping.Similar([.. steps.Nodes.Select(node => node.Snapshot.Observation)], steps.Tasks, settings.Similarity, anchors);
        else
            StepGrouping.Exact(steps.Anchors, steps.Tasks, anchors);

        double[] advantages = new double[steps.Count];
        GigpoAdvantage.Of(steps.Scores, steps.Less(returns), steps.Tasks, steps.Episodes, anchors, advantages, new GigpoSettings
        {
            StepWeight = settings.StepWeight,
            Norm = settings.Advantage,
            Weighing = settings.Weighing,
            Epsilon = settings.Score.Epsilon,
        });
        return new StepAdvantages(advantages);
    }
}
