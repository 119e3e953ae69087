namespace ThreeSpo.Credit.Episodes;

/// <summary>Pass@k: only the steps of a task's best episode get anything, what it earned beyond the second best.</summary>
/// <param name="settings">Whether the group's deviation divides.</param>
/// <remarks>
/// Pass@k policy optimisation (arXiv 2503.19595), k the group's size. What an invalid action forfeits is taken from its own step's advantage,
/// after episodes were ranked by their returns.
/// </remarks>
public sealed class PassAtKCredit(CreditSettings settings) : IEpisodeCredit
{
    /// <inheritdoc/>
    public StepAdvantages Of(EpisodeSteps steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        int[] first = [.. Enumerable.Range(0, steps.Count).Where(row => row == 0 || steps.Episodes[row] != steps.Episodes[row - 1])]; // [E]
        double[] ofEpisodes = new double[first.Length]; // [E]
        double? epsilon = settings.Advantage is AdvantageNorm.MeanStd ? settings.Score.Epsilon : null;
        PassAtKAdvantage.Of([.. first.Select(row => steps.Returns[row])], [.. first.Select(row => steps.Tasks[row])], epsilon, ofEpisodes);

        return new StepAdvantages(steps.Less([.. steps.Episodes.Select(episode => ofEpisodes[episode])]));
    }
}
