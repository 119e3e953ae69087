namespace ThreeSpo.Credit;

/// <summary>Advantages of the actions tried from one state.</summary>
public static class GroupAdvantage
{
    /// <summary>Centres rewards on their group's mean.</summary>
    /// <param name="rewards">Rewards of one group, shape [G].</param>
    /// <param name="advantages">Receives the advantages, shape [G]. May be <paramref name="rewards"/> itself.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>3SPO, GiGPO (arXiv 2505.10978) with F_norm = 1: A_i = R_i − mean(R). A group of one gets 0: nothing to compare.</remarks>
    public static void Centre(ReadOnlySpan<double> rewards, Span<double> advantages)
    {
        MustMatch(rewards, advantages);
        double mean = Measure(rewards).Mean;

        for (int i = 0; i < rewards.Length; i++)
            advantages[i] = rewards[i] - mean;
    }

    /// <summary>Centres rewards on their group's mean and divides by its standard deviation.</summary>
    /// <param name="rewards">Rewards of one group, shape [G].</param>
    /// <param name="advantages">Receives the advantages, shape [G]. May be <paramref name="rewards"/> itself.</param>
    /// <param name="epsilon">ε, added to the divisor. In units of reward; the paper's is 1e-6.</param>
    /// <param name="floor">The least standard deviation to divide by, so that small differences stay small. In units of reward.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>
    /// 3SPO, GRPO (arXiv 2402.03300): A_i = (R_i − mean(R)) / (max(std(R), floor) + ε), std unbiased. A group of one gets 0.
    /// The floor is ours (specification, choice 3.5); 0 leaves it out.
    /// </remarks>
    public static void Standardise(ReadOnlySpan<double> rewards, Span<double> advantages, double epsilon, double floor = 0)
    {
        MustMatch(rewards, advantages);
        Moments moments = Measure(rewards);

        for (int i = 0; i < rewards.Length; i++)
            advantages[i] = Scaled(rewards[i], moments, epsilon, floor);
    }

    /// <summary>One reward of a group, standardised. Equal rewards get 0 even where nothing is left to divide by.</summary>
    internal static double Scaled(double reward, Moments group, double epsilon, double floor)
    {
        double distance = reward - group.Mean;
        return distance == 0 ? 0 : distance / (Math.Max(group.Std, floor) + epsilon);
    }

    private static Moments Measure(ReadOnlySpan<double> rewards)
    {
        Moments moments = new();
        foreach (double reward in rewards)
            moments.Add(reward);

        foreach (double reward in rewards)
            moments.Spread(reward);

        return moments;
    }

    private static void MustMatch(ReadOnlySpan<double> rewards, Span<double> advantages)
    {
        if (rewards.Length != advantages.Length)
            throw new ArgumentException(
                $"Rewards and advantages are one per action, but have lengths {rewards.Length} and {advantages.Length}. " +
                "Pass a destination as long as the group.", nameof(advantages));
    }
}
