namespace ThreeSpo.Credit.Episodes;

/// <summary>REINFORCE++ with a baseline: every step gets its episode's return less its task's mean, whitened over the whole batch.</summary>
/// <param name="settings">How often an episode enters the mean.</param>
/// <remarks>REINFORCE++-baseline (arXiv 2501.03262): A_i = whiten(R_i − mean(R of i's task)).</remarks>
public sealed class ReinforcePlusPlusBaselineCredit(CreditSettings settings) : IEpisodeCredit
{
    /// <inheritdoc/>
    public StepAdvantages Of(EpisodeSteps steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        double[] advantages = new double[steps.Count];
        ReinforcePlusPlusAdvantage.AgainstGroup(steps.Scores, steps.Tasks, steps.Episodes, settings.Weighing, [], advantages);
        return new StepAdvantages(advantages);
    }
}
