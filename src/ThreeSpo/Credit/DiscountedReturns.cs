using System.Runtime.InteropServices;

namespace ThreeSpo.Credit;

/// <summary>What each step earns from there to the end of its trajectory, later rewards counting less.</summary>
/// <remarks>
/// Running sums are kept in double precision and never rounded in between. The code that GiGPO was released with rounds each
/// stored return to single precision, so its last digits depend on its array library; the difference is within single precision.
/// </remarks>
public static class DiscountedReturns
{
    /// <summary>The returns of one trajectory.</summary>
    /// <param name="rewards">Rewards in order of time, shape [T].</param>
    /// <param name="gamma">γ: what a reward one step later is worth. In [0, 1]; GiGPO's is 0.95.</param>
    /// <param name="returns">Receives the returns, shape [T]. May be <paramref name="rewards"/> itself.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>GiGPO (arXiv 2505.10978): R_t = Σ_{k ≥ t} γ^(k − t) · r_k.</remarks>
    public static void Of(ReadOnlySpan<double> rewards, double gamma, Span<double> returns)
    {
        Rows.MustMatch(rewards.Length, returns.Length, "returns", nameof(returns));

        double running = 0;
        for (int step = rewards.Length - 1; step >= 0; step--)
            returns[step] = running = rewards[step] + (gamma * running);
    }

    /// <summary>The returns of a batch of trajectories whose rows may lie mixed.</summary>
    /// <param name="rewards">Rewards, shape [B]. Rows of one trajectory lie in order of time, whatever lies between them.</param>
    /// <param name="trajectory">The trajectory of each row, shape [B]. Any numbers.</param>
    /// <param name="gamma">γ: what a reward one step later is worth. In [0, 1].</param>
    /// <param name="returns">Receives the returns, shape [B]. May be <paramref name="rewards"/> itself.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>GiGPO (arXiv 2505.10978): R_t = Σ_{k ≥ t} γ^(k − t) · r_k, over the rows of t's trajectory.</remarks>
    public static void Of(ReadOnlySpan<double> rewards, ReadOnlySpan<int> trajectory, double gamma, Span<double> returns)
    {
        Rows.MustMatch(rewards.Length, trajectory.Length, "trajectory labels", nameof(trajectory));
        Rows.MustMatch(rewards.Length, returns.Length, "returns", nameof(returns));

        Dictionary<int, double> runningSums = [];
        for (int row = rewards.Length - 1; row >= 0; row--)
        {
            ref double running = ref CollectionsMarshal.GetValueRefOrAddDefault(runningSums, trajectory[row], out _);
            returns[row] = running = rewards[row] + (gamma * running);
        }
    }
}
