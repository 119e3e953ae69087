namespace ThreeSpo.Optimization;

/// <summary>The clipped loss of one value that a critic foresaw.</summary>
public static class ValueObjective
{
    /// <summary>The loss and its slope.</summary>
    /// <param name="value">V(s) now.</param>
    /// <param name="old">V(s) when the action was credited.</param>
    /// <param name="target">R: what should have been foreseen.</param>
    /// <param name="clip">ε: how far from <paramref name="old"/> a value may go before its gradient ends; 0 for any distance.</param>
    /// <returns>The loss in squared units of return, its derivative by <paramref name="value"/>, and whether the clip decided.</returns>
    /// <remarks>As verl's compute_value_loss was recorded, without a factor ½: L = max((V − R)², (clip(V, V_old − ε, V_old + ε) − R)²).</remarks>
    public static (double Loss, double Slope, bool Clipped) Of(double value, double old, double target, double clip)
    {
        double free = (value - target) * (value - target);
        if (clip <= 0)
            return (free, 2 * (value - target), false);

        double near = Math.Clamp(value, old - clip, old + clip) - target;
        return near * near > free ? (near * near, 0, true) : (free, 2 * (value - target), false);
    }
}
