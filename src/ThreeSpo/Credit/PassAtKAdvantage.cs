namespace ThreeSpo.Credit;

/// <summary>The advantage of trying k times and keeping the best: only the best of a group gets one.</summary>
public static class PassAtKAdvantage
{
    /// <summary>Gives the best of each group what it is better than the second best; all others get 0.</summary>
    /// <param name="scores">What each episode earned, one row per episode, shape [E].</param>
    /// <param name="prompt">The prompt group (the task) of each episode, shape [E]. Any numbers.</param>
    /// <param name="epsilon">ε, added to the group's standard deviation, which then divides; null where nothing divides. In units of return.</param>
    /// <param name="advantages">Receives the advantages, shape [E].</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>
    /// Pass@k policy optimisation (arXiv 2503.19595), with k the group's size: A_best = R_best − R_second, optionally / (std(R) + ε), std unbiased.
    /// Where two share the first place it is 0. A group of one gets 0 too: nothing to compare. (The reference code refuses such a group.)
    /// </remarks>
    public static void Of(ReadOnlySpan<double> scores, ReadOnlySpan<int> prompt, double? epsilon, Span<double> advantages)
    {
        Rows.MustMatch(scores.Length, prompt.Length, "prompt labels", nameof(prompt));
        Rows.MustMatch(scores.Length, advantages.Length, "advantages", nameof(advantages));

        advantages.Clear();
        Dictionary<int, Moments> moments = GroupMoments.Of(scores, prompt);
        foreach ((int group, Moments measured) in moments)
        {
            (int best, double second) = BestOf(scores, prompt, group);
            double ahead = measured.Count == 1 ? 0 : scores[best] - second;
            advantages[best] = ahead == 0 || epsilon is null ? ahead : ahead / (measured.Std + epsilon.Value);
        }
    }

    /// <summary>The row of a group's best score, the first of equals, and the score of its second best.</summary>
    private static (int Best, double Second) BestOf(ReadOnlySpan<double> scores, ReadOnlySpan<int> prompt, int group)
    {
        int best = -1;
        double second = double.NegativeInfinity;
        for (int row = 0; row < scores.Length; row++)
        {
            if (prompt[row] != group)
                continue;

            if (best < 0 || scores[row] > scores[best])
            {
                second = best < 0 ? second : scores[best];
                best = row;
            }
            else
            {
                second = Math.Max(second, scores[row]);
            }
        }

        return (best, second);
    }
}
