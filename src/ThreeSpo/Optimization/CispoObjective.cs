namespace ThreeSpo.Optimization;

/// <summary>The objective of one action whose importance weight is clipped, and whose gradient is not.</summary>
public static class CispoObjective
{
    /// <summary>The loss and its slope.</summary>
    /// <param name="logProbability">ln π(a|s) now. Unit: nats.</param>
    /// <param name="old">ln π_old(a|s) when it was sampled. Unit: nats.</param>
    /// <param name="advantage">A.</param>
    /// <param name="clip">ε_low and ε_high of the weight; an ε_low of 1 or more is no lower bound.</param>
    /// <param name="masked">Whether actions without a gradient under PPO's clip have none here either.</param>
    /// <returns>The loss, its derivative by <paramref name="logProbability"/>, and whether the bounds of the weight decided.</returns>
    /// <remarks>
    /// CISPO (arXiv 2506.13585) Eq. 4 and 5: L = −sg(clip(r, 1 − ε_low, 1 + ε_high))·A·ln π, the weight a constant to the gradient.
    /// With the mask it is Eq. 6 and 7: 0 where A &gt; 0 and r &gt; 1 + ε_high, or A &lt; 0 and r &lt; 1 − ε_low.
    /// </remarks>
    public static (double Loss, double Slope, bool Clipped) Of(double logProbability, double old, double advantage, ClipRange clip, bool masked = false)
    {
        double ratio = Math.Exp(logProbability - old);
        double weight = clip.Bound(ratio);
        bool dropped = masked && ((advantage > 0 && ratio > 1 + clip.High) || (advantage < 0 && ratio < 1 - clip.Low));
        double slope = dropped ? 0 : -weight * advantage;
        return (slope * logProbability, slope, weight != ratio);
    }
}
