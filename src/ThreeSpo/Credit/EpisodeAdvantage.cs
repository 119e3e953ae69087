namespace ThreeSpo.Credit;

/// <summary>Advantages of whole episodes: each row gets its trajectory's score against the other trajectories of its prompt.</summary>
public static class EpisodeAdvantage
{
    /// <summary>Centres each row's score on its prompt group's mean.</summary>
    /// <param name="scores">The episode's return, repeated on each of its rows, shape [B].</param>
    /// <param name="prompt">The prompt group (the task) of each row, shape [B]. Any numbers.</param>
    /// <param name="trajectory">The trajectory of each row, shape [B]. Any numbers; told apart within a prompt group.</param>
    /// <param name="weighing">How often a trajectory enters the mean.</param>
    /// <param name="advantages">Receives the advantages, shape [B]. May be <paramref name="scores"/> itself.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>
    /// Dr. GRPO (arXiv 2503.20783), GiGPO's episode advantage with F_norm = 1: A_i = R_i − mean(R of i's prompt).
    /// Where only one score enters, the mean counts as 0 and the score itself is the advantage, as in the reference code.
    /// </remarks>
    public static void Centre(
        ReadOnlySpan<double> scores, ReadOnlySpan<int> prompt, ReadOnlySpan<int> trajectory, EpisodeWeighing weighing, Span<double> advantages)
    {
        Dictionary<int, Moments> moments = Measure(scores, prompt, trajectory, weighing, advantages);

        for (int row = 0; row < scores.Length; row++)
        {
            Moments group = moments[prompt[row]];
            advantages[row] = group.Count == 1 ? scores[row] : scores[row] - group.Mean;
        }
    }

    /// <summary>Centres each row's score on its prompt group's mean and divides by the group's standard deviation.</summary>
    /// <param name="scores">The episode's return, repeated on each of its rows, shape [B].</param>
    /// <param name="prompt">The prompt group (the task) of each row, shape [B]. Any numbers.</param>
    /// <param name="trajectory">The trajectory of each row, shape [B]. Any numbers; told apart within a prompt group.</param>
    /// <param name="weighing">How often a trajectory enters the mean and the standard deviation.</param>
    /// <param name="advantages">Receives the advantages, shape [B]. May be <paramref name="scores"/> itself.</param>
    /// <param name="epsilon">ε, added to the divisor. In units of return.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>
    /// GRPO (arXiv 2402.03300), GiGPO's episode advantage with F_norm = std: A_i = (R_i − mean) / (std + ε), over i's prompt,
    /// std unbiased. Where only one score enters, the mean counts as 0 and std as 1, as in the reference code, which holds
    /// that 1 + ε in single precision: so does this one, lest the two differ by 5e-8 there.
    /// </remarks>
    public static void Standardise(
        ReadOnlySpan<double> scores, ReadOnlySpan<int> prompt, ReadOnlySpan<int> trajectory, EpisodeWeighing weighing,
        Span<double> advantages, double epsilon)
    {
        double alone = (float)(1 + epsilon);
        Dictionary<int, Moments> moments = Measure(scores, prompt, trajectory, weighing, advantages);

        for (int row = 0; row < scores.Length; row++)
        {
            Moments group = moments[prompt[row]];
            advantages[row] = group.Count == 1 ? scores[row] / alone : GroupAdvantage.Scaled(scores[row], group, epsilon, floor: 0);
        }
    }

    /// <summary>The moments of each prompt group's scores.</summary>
    internal static Dictionary<int, Moments> Measure(
        ReadOnlySpan<double> scores, ReadOnlySpan<int> prompt, ReadOnlySpan<int> trajectory, EpisodeWeighing weighing, Span<double> advantages)
    {
        Rows.MustMatch(scores.Length, prompt.Length, "prompt labels", nameof(prompt));
        Rows.MustMatch(scores.Length, trajectory.Length, "trajectory labels", nameof(trajectory));
        Rows.MustMatch(scores.Length, advantages.Length, "advantages", nameof(advantages));

        return weighing is EpisodeWeighing.Steps
            ? GroupMoments.Of(scores, prompt)
            : GroupMoments.Of(scores, prompt, FirstRows(prompt, trajectory));
    }

    /// <summary>Marks the first row of each trajectory, shape [B].</summary>
    private static bool[] FirstRows(ReadOnlySpan<int> prompt, ReadOnlySpan<int> trajectory)
    {
        HashSet<(int Prompt, int Trajectory)> seen = [];
        bool[] first = new bool[prompt.Length];
        for (int row = 0; row < first.Length; row++)
            first[row] = seen.Add((prompt[row], trajectory[row]));

        return first;
    }
}
