namespace ThreeSpo.Credit.Episodes;

/// <summary>REINFORCE++: every step gets its discounted return, whitened over the whole batch; tasks are not told apart.</summary>
/// <param name="settings">γ.</param>
/// <remarks>
/// REINFORCE++ (arXiv 2501.03262): A_t = whiten(Σ_{k ≥ t} γ^(k − t) · r_k). The paper's t counts tokens; here it counts steps.
/// What an invalid action forfeits is part of its step's reward, and so reaches the steps before it.
/// </remarks>
public sealed class ReinforcePlusPlusCredit(CreditSettings settings) : IEpisodeCredit
{
    /// <inheritdoc/>
    public StepAdvantages Of(EpisodeSteps steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        double[] returns = new double[steps.Count];
        double[] advantages = new double[steps.Count];
        ReinforcePlusPlusAdvantage.Of(steps.StepRewards, steps.Episodes, settings.Discount, [], returns, advantages);
        return new StepAdvantages(advantages);
    }
}
