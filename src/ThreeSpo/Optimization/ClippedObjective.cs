namespace ThreeSpo.Optimization;

/// <summary>The clipped policy objective of one action.</summary>
public static class ClippedObjective
{
    /// <summary>The loss and its slope.</summary>
    /// <param name="logProbability">ln π(a|s) now. Unit: nats.</param>
    /// <param name="old">ln π_old(a|s) when it was sampled. Unit: nats.</param>
    /// <param name="advantage">A.</param>
    /// <param name="clip">ε_low, ε_high and c.</param>
    /// <returns>The loss, its derivative by <paramref name="logProbability"/>, and whether the bounds of the ratio decided.</returns>
    /// <remarks>
    /// PPO (arXiv 1707.06347) Eq. 7: L = −min(r·A, clip(r, 1 − ε_low, 1 + ε_high)·A) with r = π/π_old, one ε for each side as in DAPO
    /// (arXiv 2503.14476, Eq. 10); where A &lt; 0 no more than −c·A (dual clip, arXiv 1912.09729, Eq. 4).
    /// </remarks>
    public static (double Loss, double Slope, bool Clipped) Of(double logProbability, double old, double advantage, ClipRange clip)
    {
        double ratio = Math.Exp(logProbability - old);
        double free = ratio * advantage;
        double bound = clip.Bound(ratio) * advantage;
        if (advantage < 0 && -Math.Min(free, bound) > -advantage * clip.Dual)
            return (-advantage * clip.Dual, 0, bound < free);

        return bound < free ? (-bound, 0, true) : (-free, -free, false);
    }
}
