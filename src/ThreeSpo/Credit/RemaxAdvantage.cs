namespace ThreeSpo.Credit;

/// <summary>ReMax's advantage: what an episode earned beyond the greedy one of its task.</summary>
public static class RemaxAdvantage
{
    /// <summary>Takes the greedy episode's return off.</summary>
    /// <param name="returns">What each row's episode earned, shape [B]. In units of return.</param>
    /// <param name="greedy">What the greedy episode of each row's task earned, shape [B]. In units of return.</param>
    /// <param name="advantages">Receives the advantages, shape [B]. May be <paramref name="returns"/> itself.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>ReMax (arXiv 2310.10505): A_i = R_i − R(greedy episode of i's task).</remarks>
    public static void Of(ReadOnlySpan<double> returns, ReadOnlySpan<double> greedy, Span<double> advantages)
    {
        Rows.MustMatch(returns.Length, greedy.Length, "greedy returns", nameof(greedy));
        Rows.MustMatch(returns.Length, advantages.Length, "advantages", nameof(advantages));

        for (int row = 0; row < returns.Length; row++)
            advantages[row] = returns[row] - greedy[row];
    }
}
