namespace ThreeSpo.Credit;

/// <summary>HGPO's advantage: a step against others from the same state, the more so the more history they share.</summary>
public static class HgpoAdvantage
{
    /// <summary>Joins the advantages of a row in all groups that it lies in.</summary>
    /// <param name="scores">The episode's return, repeated on each of its rows, shape [B].</param>
    /// <param name="returns">The step's discounted return (<see cref="DiscountedReturns"/>), shape [B].</param>
    /// <param name="anchors">The text that stands for each row's state, shape [B]. Rows of one trajectory lie in order of time.</param>
    /// <param name="prompt">The prompt group (the task) of each row, shape [B]. Any numbers.</param>
    /// <param name="trajectory">The trajectory of each row, shape [B]. Any numbers.</param>
    /// <param name="advantages">Receives the advantages, shape [B].</param>
    /// <param name="settings">How long the histories are, and what groups weigh.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>
    /// HGPO (Hierarchy-of-Groups Policy Optimization): A = Σ_k w_k·A_k / Σ_k w_k with w_k = (k + 1)^α. A_0 is the episode's advantage; A_k for k = 1 … K + 1 compares the
    /// steps that share their state and k − 1 states before it. As in the reference code a group of one says nothing, an A_k of exactly 0 is left
    /// out of the mean, and the standard deviation of steps is the biased one, that of episodes the unbiased.
    /// </remarks>
    public static void Of(
        ReadOnlySpan<double> scores, ReadOnlySpan<double> returns, ReadOnlySpan<string> anchors, ReadOnlySpan<int> prompt,
        ReadOnlySpan<int> trajectory, Span<double> advantages, HgpoSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Rows.MustMatch(returns.Length, scores.Length, "scores", nameof(scores));
        Rows.MustMatch(returns.Length, anchors.Length, "anchors", nameof(anchors));
        Rows.MustMatch(returns.Length, advantages.Length, "advantages", nameof(advantages));

        double[] sums = new double[returns.Length]; // Σ w_k·A_k, [B]
        double[] weights = new double[returns.Length]; // Σ w_k, [B]
        double[] level = new double[returns.Length]; // A_k, [B]
        if (settings.WithEpisodes)
        {
            OfEpisodes(scores, prompt, trajectory, level, settings);
            Join(level, weight: 1, sums, weights);
        }

        int[] group = new int[returns.Length];
        for (int k = 1; k <= settings.History + 1; k++)
        {
            HistoryGrouping.Of(anchors, prompt, trajectory, k - 1, group);
            OfSteps(returns, group, level, settings);
            Join(level, Math.Pow(k + 1, settings.Alpha), sums, weights);
        }

        for (int row = 0; row < sums.Length; row++)
            advantages[row] = weights[row] == 0 ? 0 : sums[row] / weights[row];
    }

    private static void OfEpisodes(
        ReadOnlySpan<double> scores, ReadOnlySpan<int> prompt, ReadOnlySpan<int> trajectory, double[] level, HgpoSettings settings)
    {
        if (settings.Norm is AdvantageNorm.Mean)
            EpisodeAdvantage.Centre(scores, prompt, trajectory, settings.Weighing, level);
        else
            EpisodeAdvantage.Standardise(scores, prompt, trajectory, settings.Weighing, level, settings.Epsilon);
    }

    private static void OfSteps(ReadOnlySpan<double> returns, int[] group, double[] level, HgpoSettings settings)
    {
        Dictionary<int, Moments> moments = GroupMoments.Of(returns, group);
        for (int row = 0; row < level.Length; row++)
        {
            Moments of = moments[group[row]];
            double distance = group[row] == HistoryGrouping.None || of.Count == 1 ? 0 : returns[row] - of.Mean;
            level[row] = distance == 0 || settings.Norm is AdvantageNorm.Mean ? distance : distance / (of.PopulationStd + settings.Epsilon);
        }
    }

    private static void Join(double[] level, double weight, double[] sums, double[] weights)
    {
        for (int row = 0; row < level.Length; row++)
        {
            sums[row] += weight * level[row];
            weights[row] += level[row] == 0 ? 0 : weight;
        }
    }
}
