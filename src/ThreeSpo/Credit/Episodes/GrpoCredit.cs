namespace ThreeSpo.Credit.Episodes;

/// <summary>GRPO: every step gets what its episode earned against the others of its task.</summary>
/// <param name="settings">Whether the group's deviation divides, and how often an episode enters its mean.</param>
/// <remarks>GRPO (arXiv 2402.03300): A = (return − group mean) / (group std + ε); Dr. GRPO (arXiv 2503.20783) leaves the division out.</remarks>
public sealed class GrpoCredit(CreditSettings settings) : IEpisodeCredit
{
    /// <inheritdoc/>
    public StepAdvantages Of(EpisodeSteps steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        double[] advantages = new double[steps.Count];
        if (settings.Advantage is AdvantageNorm.Mean)
            EpisodeAdvantage.Centre(steps.Scores, steps.Tasks, steps.Episodes, settings.Weighing, advantages);
        else
            EpisodeAdvantage.Standardise(steps.Scores, steps.Tasks, steps.Episodes, settings.Weighing, advantages, settings.Score.Epsilon);

        return new StepAdvantages(advantages);
    }
}
