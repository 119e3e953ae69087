namespace ThreeSpo.Credit;

/// <summary>RLOO's advantage: what an episode earned beyond the mean of the others of its group.</summary>
public static class RlooAdvantage
{
    /// <summary>Compares each row's score with the rest of its prompt group.</summary>
    /// <param name="scores">The episode's return, repeated on each of its rows, shape [B].</param>
    /// <param name="prompt">The prompt group (the task) of each row, shape [B]. Any numbers.</param>
    /// <param name="trajectory">The trajectory of each row, shape [B]. Any numbers; told apart within a prompt group.</param>
    /// <param name="weighing">How often a trajectory enters the mean.</param>
    /// <param name="advantages">Receives the advantages, shape [B]. May be <paramref name="scores"/> itself.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>
    /// RLOO (arXiv 2402.14740): A_i = R_i − 1/(n − 1) · Σ_{j ≠ i} R_j, computed as n/(n − 1) · (R_i − mean(R)).
    /// Where only one score enters there are no others, and the score itself is the advantage, as in the reference code.
    /// </remarks>
    public static void Of(
        ReadOnlySpan<double> scores, ReadOnlySpan<int> prompt, ReadOnlySpan<int> trajectory, EpisodeWeighing weighing, Span<double> advantages)
    {
        Dictionary<int, Moments> moments = EpisodeAdvantage.Measure(scores, prompt, trajectory, weighing, advantages);

        for (int row = 0; row < scores.Length; row++)
        {
            Moments group = moments[prompt[row]];
            double n = group.Count;
            advantages[row] = group.Count == 1 ? scores[row] : n / (n - 1) * (scores[row] - group.Mean);
        }
    }
}
