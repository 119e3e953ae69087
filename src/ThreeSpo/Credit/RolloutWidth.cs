namespace ThreeSpo.Credit;

/// <summary>How many actions to try from a state.</summary>
public static class RolloutWidth
{
    /// <summary>The width of a state with a score.</summary>
    /// <param name="score">S(s) in [0, 1].</param>
    /// <param name="maxWidth">G_max: actions tried at a state that scores 1. Unit: actions; the paper's is 8.</param>
    /// <returns>n(s) in [0, <paramref name="maxWidth"/>]: 0 gives the state up, 1 goes on without learning.</returns>
    /// <remarks>
    /// 3SPO Eq. 3: n(s) = ⌈G_max · S(s)⌉. A score that underflowed gives 0 too; who must not give such a state up asks
    /// <see cref="StateScore.Worthwhile"/>.
    /// </remarks>
    public static int For(double score, int maxWidth) => (int)Math.Ceiling(maxWidth * score);
}
