namespace ThreeSpo.Credit.Episodes;

/// <summary>PPO: every step gets what it earned beyond what the critic foresaw, estimated over the rest of its episode.</summary>
/// <param name="settings">γ and λ.</param>
/// <remarks>
/// PPO (arXiv 1707.06347) with GAE (arXiv 1506.02438), whitened over the batch. An action is one step: the tokens of an answer share its advantage.
/// A truncated episode ends where it was truncated: nothing is foreseen beyond. What an invalid action forfeits is part of its step's reward.
/// </remarks>
public sealed class PpoCredit(CreditSettings settings) : IEpisodeCredit
{
    /// <inheritdoc/>
    public bool NeedsCritic => true;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Nobody asked a critic.</exception>
    public StepAdvantages Of(EpisodeSteps steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        double[] values = steps.Values ?? throw new InvalidOperationException(
            "PPO's credit needs what a critic says of every step, but found none. Ask the learner's critic first.");
        double[] advantages = new double[steps.Count];
        double[] returns = new double[steps.Count];
        GeneralizedAdvantage.Of(steps.StepRewards, values, steps.Episodes, settings.Discount, settings.GaeLambda, advantages, returns);
        Whitening.Of(advantages, [], advantages);

        return new StepAdvantages(advantages) { Lessons = [.. values.Zip(returns, (old, target) => new ValueLesson(old, target))] };
    }
}
