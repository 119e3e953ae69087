using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>Which estimate of the divergence from the frozen start is penalised.</summary>
public enum KlEstimate
{
    /// <summary>Never negative and unbiased; the paper's.</summary>
    K3,

    /// <summary>Unbiased, may be negative.</summary>
    K1,

    /// <summary>Its absolute value.</summary>
    Absolute,

    /// <summary>Half its square.</summary>
    K2,
}

/// <summary>Estimates of KL(π‖π_ref) on sampled tokens.</summary>
/// <remarks>Schulman, "Approximating KL divergence": k1 = d, k2 = d²/2, k3 = exp(−d) − 1 + d, with d = ln π − ln π_ref.</remarks>
internal static class KlEstimates
{
    /// <summary>Most that verl lets one token's k3 say; its gradient ends there.</summary>
    private const double MostK3 = 10;

    /// <summary>Far beyond what k3 lets a token say; exp of it does not overflow, whose gradient would be no number.</summary>
    private const double MostDifference = 20;

    /// <summary>The estimate of a kind.</summary>
    public static Tensor Of(KlEstimate kind, Tensor logProbabilities, Tensor reference) => kind switch
    {
        KlEstimate.K1 => K1(logProbabilities, reference),
        KlEstimate.Absolute => Absolute(logProbabilities, reference),
        KlEstimate.K2 => K2(logProbabilities, reference),
        _ => K3(logProbabilities, reference),
    };

    /// <summary>d: unbiased, may be negative.</summary>
    public static Tensor K1(Tensor logProbabilities, Tensor reference) => logProbabilities - reference;

    /// <summary>|d|.</summary>
    public static Tensor Absolute(Tensor logProbabilities, Tensor reference) => (logProbabilities - reference).abs();

    /// <summary>d²/2.</summary>
    public static Tensor K2(Tensor logProbabilities, Tensor reference) => (logProbabilities - reference).square() * 0.5;

    /// <summary>exp(−d) − 1 + d, held within ±10.</summary>
    public static Tensor K3(Tensor logProbabilities, Tensor reference)
    {
        Tensor difference = (reference - logProbabilities).clamp(-MostDifference, MostDifference);
        return (difference.exp() - difference - 1).clamp(-MostK3, MostK3);
    }
}
