namespace ThreeSpo.Torch.Learning;

/// <summary>How far ln π of sampled tokens is, as learning computes it, from what they were sampled with, before anything was learned from them.</summary>
/// <param name="Tokens">Tokens that it was looked at.</param>
/// <param name="Sum">Σ |ln π_sampled − ln π|. Unit: nats.</param>
/// <param name="Most">The largest. Unit: nats.</param>
/// <remarks>Rounding alone: in single precision about 1e-6, with sixteen bits up to some hundredths. The ratio of the clipped loss begins that far from 1.</remarks>
public readonly record struct SamplingGap(long Tokens, double Sum, double Most)
{
    /// <summary>The mean; 0 where there were no tokens. Unit: nats.</summary>
    public double Mean => Tokens == 0 ? 0 : Sum / Tokens;

    /// <summary>Two as one.</summary>
    public static SamplingGap operator +(SamplingGap left, SamplingGap right) =>
        new(left.Tokens + right.Tokens, left.Sum + right.Sum, Math.Max(left.Most, right.Most));

    /// <summary>Two as one.</summary>
    public static SamplingGap Add(SamplingGap left, SamplingGap right) => left + right;
}
