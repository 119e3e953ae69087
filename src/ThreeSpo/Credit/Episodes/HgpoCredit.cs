namespace ThreeSpo.Credit.Episodes;

/// <summary>HGPO: a step among the task's steps from an equal state, in nested groups that share more and more of the states before it.</summary>
/// <param name="settings">γ, how long the shared histories are, what they weigh, and what GRPO looks at.</param>
/// <remarks>
/// HGPO (Hierarchy-of-Groups Policy Optimization): a weighted mean of the advantages in all of a step's groups. States are equal by the
/// run's identity. What an invalid action forfeits is taken at its own step alone, after discounting, as for GiGPO.
/// </remarks>
public sealed class HgpoCredit(CreditSettings settings) : IEpisodeCredit
{
    /// <inheritdoc/>
    public StepAdvantages Of(EpisodeSteps steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        double[] returns = new double[steps.Count];
        double[] advantages = new double[steps.Count];
        DiscountedReturns.Of(steps.Rewards, steps.Episodes, settings.Discount, returns);
        HgpoAdvantage.Of(steps.Scores, steps.Less(returns), steps.Anchors, steps.Tasks, steps.Episodes, advantages, new HgpoSettings
        {
            History = settings.SharedHistory,
            Alpha = settings.HistoryAlpha,
            WithEpisodes = settings.HistoryBase,
            Norm = settings.Advantage,
            Weighing = settings.Weighing,
            Epsilon = settings.Score.Epsilon,
        });
        return new StepAdvantages(advantages);
    }
}
