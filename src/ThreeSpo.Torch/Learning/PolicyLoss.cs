using ThreeSpo.Optimization;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>The losses that the ratio of probabilities is clipped in, token by token.</summary>
internal static class PolicyLoss
{
    /// <summary>Largest |ln ratio| of a token that is told apart: far beyond any clip, and exp does not overflow.</summary>
    private const double MostLogRatio = 20;

    /// <summary>Largest ln ratio of an answer that is told apart.</summary>
    private const double MostAnswerLogRatio = 10;

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
        Tensor clipped = bound.gt(free).to(logProbabilities.dtype);
        if (double.IsPositiveInfinity(clip.Dual))
            return new PolicyTerms(worse, clipped, zeros_like(clipped), -difference);

        Tensor most = -advantages * clip.Dual;
        Tensor against = advantages < 0;
        return new PolicyTerms(
            where(against, minimum(most, worse), worse), clipped, (worse.gt(most) & against).to(logProbabilities.dtype), -difference);
    }

    /// <summary>The loss of each token, all tokens of an answer under the answer's ratio.</summary>
    /// <param name="logProbabilities">ln π now, shape [N, R]. Unit: nats.</param>
    /// <param name="old">ln π when it was sampled, shape [N, R]. Unit: nats.</param>
    /// <param name="advantages">A, shape [N, R].</param>
    /// <param name="mask">1 for a token that counts, else 0, shape [N, R].</param>
    /// <param name="clip">How far the ratio may go; there is no dual clip.</param>
    /// <remarks>
    /// GSPO (arXiv 2507.18071) Eq. 5 and 7, in the token form of Eq. 13: L = max(−s·A, −clip(s, 1 − ε_low, 1 + ε_high)·A), with
    /// s = sg(exp(Σ_t ln(π/π_old) / |y|)) · π_t/sg(π_t): the answer's ratio by value, each token's own log-probability by gradient.
    /// </remarks>
    public static PolicyTerms OfAnswers(Tensor logProbabilities, Tensor old, Tensor advantages, Tensor mask, ClipRange clip)
    {
        Tensor difference = logProbabilities - old;
        Tensor mean = (difference * mask).sum(1, keepdim: true) / mask.sum(1, keepdim: true).clamp_min(1); // [N, 1]
        Tensor ratio = (logProbabilities - logProbabilities.detach() + mean.detach()).clamp_max(MostAnswerLogRatio).exp(); // [N, R]
        Tensor free = -advantages * ratio;
        Tensor bound = -advantages * ratio.clamp(1 - clip.Low, 1 + clip.High);
        Tensor clipped = bound.gt(free).to(logProbabilities.dtype);
        return new PolicyTerms(maximum(free, bound), clipped, zeros_like(clipped), -difference);
    }

    /// <summary>The loss of each token, its importance weight clipped and a constant to the gradient.</summary>
    /// <param name="logProbabilities">ln π now, shape [N, R]. Unit: nats.</param>
    /// <param name="old">ln π when it was sampled, shape [N, R]. Unit: nats.</param>
    /// <param name="advantages">A, shape [N, R].</param>
    /// <param name="clip">Bounds of the weight; there is no dual clip.</param>
    /// <param name="masked">Whether tokens without a gradient under PPO's clip have none here either.</param>
    /// <remarks>As <see cref="CispoObjective"/>, token by token.</remarks>
    public static PolicyTerms Cispo(Tensor logProbabilities, Tensor old, Tensor advantages, ClipRange clip, bool masked)
    {
        Tensor difference = logProbabilities - old;
        Tensor ratio = difference.detach().clamp(-MostLogRatio, MostLogRatio).exp();
        Tensor weight = ratio.clamp(1 - clip.Low, 1 + clip.High);
        Tensor clipped = weight.ne(ratio).to(logProbabilities.dtype);
        Tensor dropped = (advantages.gt(0) & ratio.gt(1 + clip.High)) | (advantages.lt(0) & ratio.lt(1 - clip.Low));
        Tensor losses = -weight * advantages * logProbabilities;
        return new PolicyTerms(masked ? losses.masked_fill(dropped, 0) : losses, clipped, zeros_like(clipped), -difference);
    }
}

/// <summary>What the clipped loss says of each token, shape [N, R] each.</summary>
/// <param name="Losses">The loss.</param>
/// <param name="Clipped">1 where the bounds of the ratio decided.</param>
/// <param name="DualClipped">1 where the dual clip decided.</param>
/// <param name="Drift">ln π_old − ln π: the k1 estimate of how far the policy went. Unit: nats.</param>
internal readonly record struct PolicyTerms(Tensor Losses, Tensor Clipped, Tensor DualClipped, Tensor Drift);
