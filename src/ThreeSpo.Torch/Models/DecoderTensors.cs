namespace ThreeSpo.Torch.Models;

/// <summary>The tensors of a decoder by name, as they follow from its shape: known before anything is allocated.</summary>
internal static class DecoderTensors
{
    /// <summary>The embedding; the output head too where that is tied.</summary>
    public const string Embedding = "model.embed_tokens.weight";

    /// <summary>The output head.</summary>
    public const string Head = "lm_head.weight";

    // Older conversions keep what follows from rope_theta.
    private const string RotaryBuffer = ".rotary_emb.inv_freq";

    /// <summary>All tensors, in the order in which the model has them.</summary>
    public static IEnumerable<TensorPlace> Of(DecoderConfig it)
    {
        yield return new TensorPlace(Embedding, [it.VocabularySize, it.HiddenSize], ModelPart.Embedding);
        for (int layer = 0; layer < it.Layers; layer++)
        {
            foreach (TensorPlace place in OfLayer(it, $"model.layers.{layer}."))
                yield return place;
        }

        yield return new TensorPlace("model.norm.weight", [it.HiddenSize], ModelPart.Norms);
        if (!it.TiedHead)
            yield return new TensorPlace(Head, [it.VocabularySize, it.HiddenSize], ModelPart.Head);
    }

    /// <summary>Whether files may hold a tensor that the model has no place for, because it says nothing new.</summary>
    public static bool SaysNothingNew(DecoderConfig it, string name) =>
        (it.TiedHead && name == Head) || name.EndsWith(RotaryBuffer, StringComparison.Ordinal);

    private static IEnumerable<TensorPlace> OfLayer(DecoderConfig it, string layer)
    {
        int queryWidth = it.Heads * it.HeadSize;
        int keyWidth = it.KeyValueHeads * it.HeadSize;
        return
        [
            Norm("input_layernorm", it.HiddenSize),
            .. Map("self_attn.q_proj", it.HiddenSize, queryWidth, it.QueryBias, ModelPart.Attention),
            .. Map("self_attn.k_proj", it.HiddenSize, keyWidth, it.QueryBias, ModelPart.Attention),
            .. Map("self_attn.v_proj", it.HiddenSize, keyWidth, it.QueryBias, ModelPart.Attention),
            .. Map("self_attn.o_proj", queryWidth, it.HiddenSize, it.OutputBias, ModelPart.Attention),
            .. it.NormalisesHeads ? [Norm("self_attn.q_norm", it.HeadSize), Norm("self_attn.k_norm", it.HeadSize)] : Array.Empty<TensorPlace>(),
            Norm("post_attention_layernorm", it.HiddenSize),
            .. Map("mlp.gate_proj", it.HiddenSize, it.IntermediateSize, it.FeedForwardBias, ModelPart.FeedForward),
            .. Map("mlp.up_proj", it.HiddenSize, it.IntermediateSize, it.FeedForwardBias, ModelPart.FeedForward),
            .. Map("mlp.down_proj", it.IntermediateSize, it.HiddenSize, it.FeedForwardBias, ModelPart.FeedForward),
        ];

        TensorPlace Norm(string name, int width) => new($"{layer}{name}.weight", [width], ModelPart.Norms);

        IEnumerable<TensorPlace> Map(string name, int inputs, int outputs, bool biased, ModelPart part)
        {
            yield return new TensorPlace($"{layer}{name}.weight", [outputs, inputs], part);
            if (biased)
                yield return new TensorPlace($"{layer}{name}.bias", [outputs], part);
        }
    }
}

/// <summary>A tensor that a model has: its name, its shape, and the part of the model that it belongs to.</summary>
internal sealed record TensorPlace(string Name, IReadOnlyList<long> Shape, ModelPart Part)
{
    /// <summary>How many numbers it has.</summary>
    public long Count => Shape.Aggregate(1L, (product, side) => product * side);
}

/// <summary>The parts of a decoder.</summary>
public enum ModelPart
{
    /// <summary>A row for each token; the output head too where that is tied.</summary>
    Embedding,

    /// <summary>Maps to queries, keys and values, and back.</summary>
    Attention,

    /// <summary>The gated feed-forward maps.</summary>
    FeedForward,

    /// <summary>The scales of all normalisations.</summary>
    Norms,

    /// <summary>An output head of its own.</summary>
    Head,
}
