namespace ThreeSpo.Credit;

/// <summary>ω: how much of a step's reward goes to reaching somewhere new, rather than to progress.</summary>
public static class NoveltyWeight
{
    /// <summary>The weight after a number of visits.</summary>
    /// <param name="visits">N_total(s). Unit: trajectories, at least 0.</param>
    /// <param name="decay">ω_k: how fast the weight fades. Unit: per trajectory; the paper's is 0.1.</param>
    /// <returns>ω in [0, 0.5]; 0.5 at a state never seen.</returns>
    /// <remarks>3SPO Eq. 2: ω(N) = 0.5 · exp(−ω_k · N).</remarks>
    public static double Of(double visits, double decay) => 0.5 * Math.Exp(-decay * visits);
}
