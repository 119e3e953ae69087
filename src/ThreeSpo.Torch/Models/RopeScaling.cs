namespace ThreeSpo.Torch.Models;

/// <summary>Slower rotation for long wavelengths, so that more positions fit: the "llama3" kind of config.json.</summary>
/// <param name="Factor">By how much the longest wavelengths are stretched.</param>
/// <param name="LowFactor">Wavelengths above <paramref name="OriginalPositions"/> divided by this are stretched in full.</param>
/// <param name="HighFactor">Wavelengths below <paramref name="OriginalPositions"/> divided by this stay.</param>
/// <param name="OriginalPositions">Positions of the first training. Unit: tokens.</param>
public sealed record RopeScaling(double Factor, double LowFactor, double HighFactor, int OriginalPositions)
{
    /// <summary>The frequency in place of another.</summary>
    /// <param name="frequency">f, radians per position.</param>
    /// <remarks>
    /// Llama 3.1's: with s = (P/λ − low) / (high − low) for wavelength λ = 2π/f and P original positions, cut to [0, 1],
    /// f' = (1 − s)·f/factor + s·f.
    /// </remarks>
    public double Of(double frequency)
    {
        double turns = OriginalPositions * frequency / (2 * Math.PI);
        double share = Math.Clamp((turns - LowFactor) / (HighFactor - LowFactor), 0, 1);
        return ((1 - share) * frequency / Factor) + (share * frequency);
    }
}
