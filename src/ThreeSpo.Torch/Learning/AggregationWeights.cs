using ThreeSpo.Optimization;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Learning;

/// <summary>Every aggregation is a weighted sum whose weights depend on the mask alone; so a batch can be aggregated piece by piece.</summary>
internal static class AggregationWeights
{
    private const double Floor = 1e-8;

    /// <summary>The weight of each token's loss.</summary>
    /// <param name="mask">1 for a token that counts, 0 for one that does not, shape [N, R]: all answers of an optimiser step.</param>
    /// <param name="mode">How to aggregate.</param>
    /// <param name="width">What <see cref="LossAggregation.SeqMeanTokenSumNorm"/> divides by: the longest answer allowed. Unit: tokens.</param>
    /// <returns>Shape [N, R].</returns>
    /// <remarks>verl's agg_loss. An answer without tokens has weight 0, where verl divides by 0.</remarks>
    public static Tensor Of(Tensor mask, LossAggregation mode, double width)
    {
        double answers = mask.shape[0];
        return mode switch
        {
            LossAggregation.TokenMean => mask / (mask.sum() + Floor),
            LossAggregation.SeqMeanTokenSum => mask / answers,
            LossAggregation.SeqMeanTokenMean => mask / mask.sum(1, keepdim: true).clamp_min(1) / answers,
            LossAggregation.SeqMeanTokenSumNorm => mask / width,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such aggregation."),
        };
    }
}
