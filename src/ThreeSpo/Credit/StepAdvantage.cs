namespace ThreeSpo.Credit;

/// <summary>Advantages of the steps of a batch, each against the steps that carry the same group label.</summary>
/// <remarks>What <see cref="GroupAdvantage"/> does to one group, done to all groups of a batch whose rows lie in any order.</remarks>
public static class StepAdvantage
{
    /// <summary>Centres each row's reward on its group's mean.</summary>
    /// <param name="rewards">Rewards, shape [B].</param>
    /// <param name="group">The group of each row, shape [B]. Any numbers.</param>
    /// <param name="advantages">Receives the advantages, shape [B]. May be <paramref name="rewards"/> itself.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>GiGPO (arXiv 2505.10978), step advantage with F_norm = 1: A_i = R_i − mean(R of i's group). A group of one gets 0.</remarks>
    public static void Centre(ReadOnlySpan<double> rewards, ReadOnlySpan<int> group, Span<double> advantages)
    {
        MustMatch(rewards, group, advantages);
        Dictionary<int, Moments> moments = GroupMoments.Of(rewards, group);

        for (int row = 0; row < rewards.Length; row++)
            advantages[row] = rewards[row] - moments[group[row]].Mean;
    }

    /// <summary>Centres each row's reward on its group's mean and divides by the group's standard deviation.</summary>
    /// <param name="rewards">Rewards, shape [B].</param>
    /// <param name="group">The group of each row, shape [B]. Any numbers.</param>
    /// <param name="advantages">Receives the advantages, shape [B]. May be <paramref name="rewards"/> itself.</param>
    /// <param name="epsilon">ε, added to the divisor. In units of reward.</param>
    /// <param name="floor">The least standard deviation to divide by. In units of reward.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>
    /// GiGPO (arXiv 2505.10978), step advantage with F_norm = std: A_i = (R_i − mean) / (max(std, floor) + ε), over i's group,
    /// std unbiased. A group of one gets 0. The floor is ours; 0 leaves it out.
    /// </remarks>
    public static void Standardise(
        ReadOnlySpan<double> rewards, ReadOnlySpan<int> group, Span<double> advantages, double epsilon, double floor = 0)
    {
        MustMatch(rewards, group, advantages);
        Dictionary<int, Moments> moments = GroupMoments.Of(rewards, group);

        for (int row = 0; row < rewards.Length; row++)
            advantages[row] = GroupAdvantage.Scaled(rewards[row], moments[group[row]], epsilon, floor);
    }

    private static void MustMatch(ReadOnlySpan<double> rewards, ReadOnlySpan<int> group, Span<double> advantages)
    {
        Rows.MustMatch(rewards.Length, group.Length, "group labels", nameof(group));
        Rows.MustMatch(rewards.Length, advantages.Length, "advantages", nameof(advantages));
    }
}
