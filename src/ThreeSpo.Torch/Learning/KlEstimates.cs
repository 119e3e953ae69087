using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>Estimates of KL(π‖π_ref) on sampled tokens.</summary>
/// <remarks>Schulman, "Approximating KL divergence": k1 = d, k2 = d²/2, k3 = exp(−d) − 1 + d, with d = ln π − ln π_ref.</remarks>
internal static class KlEstimates
{
    /// <summary>Most that verl lets one token's k3 say; its gradient ends there.</summary>
    private const double MostK3 = 10;

    /// <summary>d: unbiased, may be negative.</summary>
    public static Tensor K1(Tensor logProbabilities, Tensor reference) => logProbabilities - reference;

    /// <summary>|d|.</summary>
    public static Tensor Absolute(Tensor logProbabilities, Tensor reference) => (logProbabilities - reference).abs();

    /// <summary>d²/2.</summary>
    public static Tensor K2(Tensor logProbabilities, Tensor reference) => (logProbabilities - reference).square() * 0.5;

    /// <summary>exp(−d) − 1 + d, held within ±10.</summary>
    public static Tensor K3(Tensor logProbabilities, Tensor reference)
    {
        Tensor difference = reference - logProbabilities;
        return (difference.exp() - difference - 1).clamp(-MostK3, MostK3);
    }
}
