namespace ThreeSpo.Credit;

/// <summary>REINFORCE++'s advantages: returns, whitened over the whole batch instead of within groups.</summary>
public static class ReinforcePlusPlusAdvantage
{
    /// <summary>Advantages from discounted returns.</summary>
    /// <param name="rewards">Rewards, shape [B]. Rows of one trajectory lie in order of time, whatever lies between them.</param>
    /// <param name="trajectory">The trajectory of each row, shape [B]. Any numbers.</param>
    /// <param name="gamma">γ: what a reward one step later is worth. In [0, 1].</param>
    /// <param name="weights">How often each row enters the whitening, shape [B]; empty counts every row once.</param>
    /// <param name="returns">Receives the discounted returns, shape [B].</param>
    /// <param name="advantages">Receives the advantages, shape [B].</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>REINFORCE++ (arXiv 2501.03262): A_t = (R_t − mean(R)) / std(R) over the batch, R_t = Σ_{k ≥ t} γ^(k − t) · r_k.</remarks>
    public static void Of(
        ReadOnlySpan<double> rewards, ReadOnlySpan<int> trajectory, double gamma, ReadOnlySpan<double> weights, Span<double> returns,
        Span<double> advantages)
    {
        DiscountedReturns.Of(rewards, trajectory, gamma, returns);
        Whitening.Of(returns, weights, advantages);
    }

    /// <summary>The baseline variant: the group's mean is taken off first, and nothing is discounted.</summary>
    /// <param name="scores">The episode's return, repeated on each of its rows, shape [B].</param>
    /// <param name="prompt">The prompt group (the task) of each row, shape [B]. Any numbers.</param>
    /// <param name="trajectory">The trajectory of each row, shape [B]. Any numbers; told apart within a prompt group.</param>
    /// <param name="weighing">How often a trajectory enters its group's mean.</param>
    /// <param name="weights">How often each row enters the whitening, shape [B]; empty counts every row once.</param>
    /// <param name="advantages">Receives the advantages, shape [B]. May be <paramref name="scores"/> itself.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>
    /// REINFORCE++-baseline (arXiv 2501.03262): A_i = whiten(R_i − mean(R of i's prompt)) over the batch. Where only one score enters a
    /// group's mean that counts as 0 (<see cref="EpisodeAdvantage.Centre"/>).
    /// </remarks>
    public static void AgainstGroup(
        ReadOnlySpan<double> scores, ReadOnlySpan<int> prompt, ReadOnlySpan<int> trajectory, EpisodeWeighing weighing,
        ReadOnlySpan<double> weights, Span<double> advantages)
    {
        EpisodeAdvantage.Centre(scores, prompt, trajectory, weighing, advantages);
        Whitening.Of(advantages, weights, advantages);
    }
}
