using ThreeSpo.Settings;

namespace ThreeSpo.Optimization;

/// <summary>How far the ratio of probabilities may go before its gradient ends.</summary>
/// <param name="Low">ε_low: the ratio counts as no less than 1 − ε_low.</param>
/// <param name="High">ε_high: the ratio counts as no more than 1 + ε_high.</param>
/// <param name="Dual">c: most that a bad action's ratio counts; above 1, +∞ where it counts in full.</param>
public readonly record struct ClipRange(double Low, double High, double Dual = double.PositiveInfinity)
{
    /// <summary>What the settings say.</summary>
    /// <exception cref="SettingsException">The dual clip would begin below a ratio of 1.</exception>
    public static ClipRange Of(LearnerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.DualClip is > 0 and < 1
            ? throw new SettingsException([$"dualClip is {settings.DualClip}, but a bad action counts in full up to a ratio of 1. Write 1 or more, such as 3, or 0 for no dual clip."])
            : new ClipRange(
                settings.Clip, settings.ClipHigh > 0 ? settings.ClipHigh : settings.Clip, settings.DualClip > 0 ? settings.DualClip : double.PositiveInfinity);
    }

    /// <summary>A ratio as it counts between the bounds.</summary>
    public double Bound(double ratio) => Math.Clamp(ratio, 1 - Low, 1 + High);
}
