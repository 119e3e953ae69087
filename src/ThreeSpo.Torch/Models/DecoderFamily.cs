namespace ThreeSpo.Torch.Models;

/// <summary>The layouts of decoder that are known; all normalise by root mean square, turn positions and gate their feed-forward layer.</summary>
public enum DecoderFamily
{
    /// <summary>Qwen2 and Qwen2.5: queries, keys and values are biased.</summary>
    Qwen2,

    /// <summary>Qwen3, dense: each head of queries and keys is normalised.</summary>
    Qwen3,

    /// <summary>Llama 2 and 3, and models of that layout.</summary>
    Llama,
}
