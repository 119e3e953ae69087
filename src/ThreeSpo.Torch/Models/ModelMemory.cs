namespace ThreeSpo.Torch.Models;

/// <summary>What a model's numbers take in memory, by arithmetic; what is computed with them comes on top.</summary>
public static class ModelMemory
{
    /// <summary>A weight, its slope, and AdamW's two moments, in single precision. Unit: bytes.</summary>
    private const int BytesPerTrained = 4 * 4;

    /// <summary>The weights. Unit: bytes.</summary>
    public static long Weights(DecoderConfig config, WeightType type)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.Parameters * WeightTypes.SizeOf(WeightTypes.Of(type));
    }

    /// <summary>Keys and values that are kept of one token while a prompt is answered. Unit: bytes.</summary>
    public static long CachePerToken(DecoderConfig config, WeightType type)
    {
        ArgumentNullException.ThrowIfNull(config);
        return 2L * config.Layers * config.KeyValueHeads * config.HeadSize * WeightTypes.SizeOf(WeightTypes.Of(type));
    }

    /// <summary>Weights that all learn: with slopes and AdamW's moments. Unit: bytes.</summary>
    public static long Training(DecoderConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.Parameters * BytesPerTrained;
    }
}
