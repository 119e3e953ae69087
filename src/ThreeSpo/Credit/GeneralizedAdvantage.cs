using System.Runtime.InteropServices;

namespace ThreeSpo.Credit;

/// <summary>Generalised advantage estimation: what a step earned beyond what a critic foresaw, summed over what follows.</summary>
public static class GeneralizedAdvantage
{
    /// <summary>The advantages of a batch of trajectories whose rows may lie mixed, not whitened.</summary>
    /// <param name="rewards">r_t, shape [B]. Rows of one trajectory lie in order of time, whatever lies between them.</param>
    /// <param name="values">V(s_t), shape [B]. In units of return.</param>
    /// <param name="trajectory">The trajectory of each row, shape [B]. Any numbers.</param>
    /// <param name="gamma">γ: what a reward one step later is worth. In [0, 1].</param>
    /// <param name="lambda">λ: how much of what is further off counts, against what the critic says of it. In [0, 1].</param>
    /// <param name="advantages">Receives A_t, shape [B].</param>
    /// <param name="returns">Receives A_t + V(s_t), what the critic should have foreseen, shape [B].</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>
    /// GAE (arXiv 1506.02438) Eq. 16: A_t = δ_t + γ·λ·A_{t+1}, δ_t = r_t + γ·V(s_{t+1}) − V(s_t). After a trajectory's last row V and A are 0,
    /// whether the episode ended there or was truncated: the field, and the code that this is compared with, treat truncation as an end.
    /// </remarks>
    public static void Of(
        ReadOnlySpan<double> rewards, ReadOnlySpan<double> values, ReadOnlySpan<int> trajectory, double gamma, double lambda,
        Span<double> advantages, Span<double> returns)
    {
        Rows.MustMatch(rewards.Length, values.Length, "values", nameof(values));
        Rows.MustMatch(rewards.Length, trajectory.Length, "trajectory labels", nameof(trajectory));
        Rows.MustMatch(rewards.Length, advantages.Length, "advantages", nameof(advantages));
        Rows.MustMatch(rewards.Length, returns.Length, "returns", nameof(returns));

        Dictionary<int, (double Value, double Advantage)> following = [];
        for (int row = rewards.Length - 1; row >= 0; row--)
        {
            ref (double Value, double Advantage) next = ref CollectionsMarshal.GetValueRefOrAddDefault(following, trajectory[row], out _);
            double delta = rewards[row] + (gamma * next.Value) - values[row];
            double advantage = delta + (gamma * lambda * next.Advantage);
            next = (values[row], advantage);
            advantages[row] = advantage;
            returns[row] = advantage + values[row];
        }
    }
}
