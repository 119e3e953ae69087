namespace ThreeSpo.Credit;

/// <summary>Brings the advantages of a batch to mean 0 and deviation 1.</summary>
public static class Whitening
{
    /// <summary>Added to the variance before its root divides. In squared units of what is whitened.</summary>
    private const double Epsilon = 1e-8;

    /// <summary>Whitens the rows of a batch.</summary>
    /// <param name="values">What is whitened, shape [B].</param>
    /// <param name="weights">How often each row enters mean and variance, shape [B]: 0 leaves it out. Empty counts every row once.</param>
    /// <param name="whitened">Receives the result, shape [B], rows of weight 0 included. May be <paramref name="values"/> itself.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <remarks>
    /// REINFORCE++ (arXiv 2501.03262), PPO as commonly implemented: A'_i = (A_i − mean(A)) / √(var(A) + ε), ε = 1e-8, with the unbiased variance
    /// Σ w·(A − mean)² / (Σ w − 1). Equal values get exactly 0; so does a batch in which a single row counts, where the
    /// reference code refuses: nothing to compare.
    /// </remarks>
    public static void Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Span<double> whitened)
    {
        Rows.MustMatch(values.Length, whitened.Length, "whitened values", nameof(whitened));
        if (!weights.IsEmpty)
            Rows.MustMatch(values.Length, weights.Length, "weights", nameof(weights));

        (double count, double mean, double variance) = Measure(values, weights);
        double scale = count > 1 ? 1 / Math.Sqrt(variance + Epsilon) : 0;
        for (int row = 0; row < values.Length; row++)
            whitened[row] = (values[row] - mean) * scale;
    }

    private static (double Count, double Mean, double Variance) Measure(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        // Distances from one of the values make the mean of equal values exact, so that whitening them leaves no rounding behind.
        double first = values.IsEmpty ? 0 : values[0];
        (double count, double sum) = (0, 0);
        for (int row = 0; row < values.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            count += weight;
            sum += weight * (values[row] - first);
        }

        double mean = count == 0 ? 0 : first + (sum / count);
        double squares = 0;
        for (int row = 0; row < values.Length; row++)
        {
            double distance = values[row] - mean;
            squares += (weights.IsEmpty ? 1 : weights[row]) * distance * distance;
        }

        return (count, mean, count > 1 ? squares / (count - 1) : 0);
    }
}
