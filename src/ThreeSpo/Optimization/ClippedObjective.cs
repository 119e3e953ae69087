namespace ThreeSpo.Optimization;

/// <summary>The clipped policy objective of one action.</summary>
public static class ClippedObjective
{
    /// <summary>The loss and its slope.</summary>
    /// <param name="logProbability">ln π(a|s) now. Unit: nats.</param>
    /// <param name="old">ln π_old(a|s) when it was sampled. Unit: nats.</param>
    /// <param name="advantage">A.</param>
    /// <param name="clip">ε.</param>
    /// <returns>The loss, its derivative by <paramref name="logProbability"/>, and whether the clip decided.</returns>
    /// <remarks>PPO (arXiv 1707.06347) Eq. 7: L = −min(r·A, clip(r, 1 − ε, 1 + ε)·A) with r = π/π_old.</remarks>
    public static (double Loss, double Slope, bool Clipped) Of(double logProbability, double old, double advantage, double clip)
    {
        double ratio = Math.Exp(logProbability - old);
        double free = ratio * advantage;
        double bound = Math.Clamp(ratio, 1 - clip, 1 + clip) * advantage;
        return bound < free ? (-bound, 0, true) : (-free, -free, false);
    }
}
