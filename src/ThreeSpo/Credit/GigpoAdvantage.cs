namespace ThreeSpo.Credit;

/// <summary>GiGPO's advantage: how good the episode was, plus how good the step was among steps from the same state.</summary>
public static class GigpoAdvantage
{
    /// <summary>Joins both advantages for each row of a batch.</summary>
    /// <param name="scores">The episode's return, repeated on each of its rows, shape [B].</param>
    /// <param name="returns">The step's discounted return (<see cref="DiscountedReturns"/>), shape [B].</param>
    /// <param name="prompt">The prompt group (the task) of each row, shape [B]. Any numbers.</param>
    /// <param name="trajectory">The trajectory of each row, shape [B]. Any numbers.</param>
    /// <param name="stepGroup">The step group of each row (<see cref="StepGrouping"/>), shape [B].</param>
    /// <param name="advantages">Receives the advantages, shape [B]. May be either input itself.</param>
    /// <param name="settings">The step's weight and the normalisation.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>GiGPO (arXiv 2505.10978): A = A_episode + ω · A_step, both over F_norm ∈ {1, std}.</remarks>
    public static void Of(
        ReadOnlySpan<double> scores, ReadOnlySpan<double> returns, ReadOnlySpan<int> prompt, ReadOnlySpan<int> trajectory,
        ReadOnlySpan<int> stepGroup, Span<double> advantages, GigpoSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Rows.MustMatch(scores.Length, returns.Length, "step returns", nameof(returns));

        double[] steps = new double[returns.Length]; // [B]
        if (settings.Norm is AdvantageNorm.Mean)
        {
            StepAdvantage.Centre(returns, stepGroup, steps);
            EpisodeAdvantage.Centre(scores, prompt, trajectory, settings.Weighing, advantages);
        }
        else
        {
            StepAdvantage.Standardise(returns, stepGroup, steps, settings.Epsilon);
            EpisodeAdvantage.Standardise(scores, prompt, trajectory, settings.Weighing, advantages, settings.Epsilon);
        }

        for (int row = 0; row < steps.Length; row++)
            advantages[row] += settings.StepWeight * steps[row];
    }
}
