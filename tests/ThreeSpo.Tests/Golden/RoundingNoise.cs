namespace ThreeSpo.Tests.Golden;

/// <summary>
/// How far a group's rounded mean may move its advantages. A group of equal rewards has a standard deviation of 0, and the
/// mean's last bit is then divided by ε alone: the recordings' notes name noise = 1e-7 · |x| / 1e-6 for single precision.
/// </summary>
internal static class RoundingNoise
{
    public const double Double = 1e-15;
    public const double Single = 1e-7;

    /// <summary>The noise of each row's advantage, shape [B].</summary>
    /// <param name="values">What is centred, shape [B].</param>
    /// <param name="group">The group of each row, shape [B].</param>
    /// <param name="unit">The relative error of the mean.</param>
    /// <param name="epsilon">ε where a standard deviation divides, or null where none does.</param>
    public static double[] Of(double[] values, int[] group, double unit, double? epsilon)
    {
        double[] noise = new double[values.Length];
        for (int row = 0; row < values.Length; row++)
        {
            double[] same = [.. values.Where((_, other) => group[other] == group[row])];
            double largest = same.Max(Math.Abs);

            // An unbiased standard deviation is at least the range divided by the group's size.
            double divisor = epsilon is null || same.Length == 1 ? 1 : ((same.Max() - same.Min()) / same.Length) + epsilon.Value;
            noise[row] = unit * largest / divisor;
        }

        return noise;
    }
}
