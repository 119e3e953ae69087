namespace ThreeSpo.Runs.Comparing;

/// <summary>Mean and deviation of a figure over seeds.</summary>
/// <param name="Mean">The mean; NaN where there is nothing.</param>
/// <param name="Deviation">The standard deviation, over n − 1; 0 where there are fewer than two.</param>
/// <param name="Count">How many.</param>
public readonly record struct Spread(double Mean, double Deviation, int Count)
{
    /// <summary>Of some values.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        if (all.Length == 0)
            return new Spread(double.NaN, 0, 0);

        double mean = all.Sum() / all.Length;
        double squares = all.Sum(value => (value - mean) * (value - mean));
        return new Spread(mean, all.Length < 2 ? 0 : Math.Sqrt(squares / (all.Length - 1)), all.Length);
    }
}
