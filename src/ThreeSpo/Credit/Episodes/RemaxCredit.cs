namespace ThreeSpo.Credit.Episodes;

/// <summary>ReMax: every step gets its episode's return less that of the greedy episode of its task.</summary>
/// <remarks>ReMax (arXiv 2310.10505): A_i = R_i − R(greedy). A task on whose greedy episode the world failed is left out.</remarks>
public sealed class RemaxCredit : IEpisodeCredit
{
    /// <inheritdoc/>
    public bool NeedsGreedy => true;

    /// <inheritdoc/>
    public StepAdvantages Of(EpisodeSteps steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        double[] advantages = new double[steps.Count];
        RemaxAdvantage.Of(steps.Scores, steps.GreedyReturns, advantages);
        return new StepAdvantages(advantages);
    }
}
