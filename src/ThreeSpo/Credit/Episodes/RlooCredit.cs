namespace ThreeSpo.Credit.Episodes;

/// <summary>RLOO: every step gets its episode's return less the mean of the other episodes of its task.</summary>
/// <param name="settings">How often an episode enters the mean.</param>
/// <remarks>RLOO (arXiv 2402.14740): A_i = R_i − 1/(n − 1) · Σ_{j ≠ i} R_j.</remarks>
public sealed class RlooCredit(CreditSettings settings) : IEpisodeCredit
{
    /// <inheritdoc/>
    public StepAdvantages Of(EpisodeSteps steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        double[] advantages = new double[steps.Count];
        RlooAdvantage.Of(steps.Scores, steps.Tasks, steps.Episodes, settings.Weighing, advantages);
        return new StepAdvantages(advantages);
    }
}
