namespace ThreeSpo.Torch.Models;

/// <summary>How weights are written.</summary>
public sealed record WeightsForm
{
    /// <summary>The type of all numbers.</summary>
    public WeightType Type { get; init; } = WeightType.Float32;

    /// <summary>The most that a file holds; larger models are written to several with an index. Above 0. Unit: bytes.</summary>
    public long ShardBytes { get; init; } = 4_000_000_000;
}
