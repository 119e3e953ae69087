using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>The clipped policy loss, token by token.</summary>
internal static class PolicyLoss
{
    /// <summary>Largest |ln ratio| that is told apart: far beyond any clip, and exp does not overflow.</summary>
    private const double MostLogRatio = 20;

    /// <summary>The loss of each token.</summary>
    /// <param name="logProbabilities">ln π now, shape [N, R]. Unit: nats.</param>
    /// <param name="old">ln π when it was sampled, shape [N, R]. Unit: nats.</param>
    /// <param name="advantages">A, shape [N, R].</param>
    /// <param name="clip">How far the ratio may go.</param>
    /// <remarks>
    /// PPO (arXiv 1707.06347) Eq. 7 with separate bounds (DAPO, arXiv 2503.14476, Eq. 10) and the dual clip (arXiv 1912.09729, Eq. 4):
    /// L = max(−r·A, −clip(r, 1 − ε_low, 1 + ε_high)·A); where A &lt; 0 no larger than −c·A.
    /// </remarks>
    public static PolicyTerms Clipped(Tensor logProbabilities, Tensor old, Tensor advantages, ClipRange clip)
    {
        Tensor difference = logProbabilities - old;
        Tensor ratio = difference.clamp(-MostLogRatio, MostLogRatio).exp();
        Tensor free = -advantages * ratio;
        Tensor bound = -advantages * ratio.clamp(1 - clip.Low, 1 + clip.High);
        Tensor worse = maximum(free, bound);
        Tensor most = -advantages * clip.Dual;
        Tensor against = advantages < 0;
        return new PolicyTerms(
            where(against, minimum(most, worse), worse),
            bound.gt(free).to(logProbabilities.dtype),
            (worse.gt(most) & against).to(logProbabilities.dtype),
            -difference);
    }
}

/// <summary>What the clipped loss says of each token, shape [N, R] each.</summary>
/// <param name="Losses">The loss.</param>
/// <param name="Clipped">1 where the bounds of the ratio decided.</param>
/// <param name="DualClipped">1 where the dual clip decided.</param>
/// <param name="Drift">ln π_old − ln π: the k1 estimate of how far the policy went. Unit: nats.</param>
internal readonly record struct PolicyTerms(Tensor Losses, Tensor Clipped, Tensor DualClipped, Tensor Drift);

/// <summary>How far the ratio may go before its gradient ends.</summary>
/// <param name="Low">ε_low.</param>
/// <param name="High">ε_high.</param>
/// <param name="Dual">c: most that a bad action's ratio counts; above 1.</param>
internal readonly record struct ClipRange(double Low, double High, double Dual);
