using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>Sums, means and variances over the entries that a mask of 0 and 1 names.</summary>
/// <remarks>The floor of 1e-8 under every count and variance is verl's (masked_mean, masked_var, masked_whiten).</remarks>
internal static class MaskedStats
{
    private const double Floor = 1e-8;

    /// <summary>Σ x·m.</summary>
    public static Tensor Sum(Tensor values, Tensor mask) => (values * mask).sum();

    /// <summary>Σ x·m / (Σ m + 1e-8), over everything.</summary>
    public static Tensor Mean(Tensor values, Tensor mask) => Sum(values, mask) / (mask.sum() + Floor);

    /// <summary>The same, over one dimension.</summary>
    public static Tensor Mean(Tensor values, Tensor mask, long dimension) =>
        (values * mask).sum(dimension) / (mask.sum(dimension) + Floor);

    /// <summary>The mean squared distance from the mean.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="mask">The same shape; at least two ones where <paramref name="unbiased"/>.</param>
    /// <param name="unbiased">Times n/(n − 1).</param>
    public static Tensor Variance(Tensor values, Tensor mask, bool unbiased = true)
    {
        Tensor biased = Mean((values - Mean(values, mask)).square(), mask);
        if (!unbiased)
            return biased;

        double count = mask.sum().to(ScalarType.Float64).item<double>();
        return count > 1
            ? biased * (count / (count - 1))
            : throw new ArgumentException($"The mask names {count} entries, but an unbiased variance needs two. Ask for the biased one, or mask less.", nameof(mask));
    }

    /// <summary>(x − mean) / √(variance + 1e-8); with the mean added again where it is not to be shifted.</summary>
    public static Tensor Whiten(Tensor values, Tensor mask, bool shift = true)
    {
        Tensor mean = Mean(values, mask);
        Tensor white = (values - mean) * (Variance(values, mask) + Floor).rsqrt();
        return shift ? white : white + mean;
    }
}
