using ThreeSpo.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Kernels;

/// <summary>A decoder's weights at one moment, laid out for the kernels. Never changes, so any number of threads may read it.</summary>
internal sealed class VectorWeights
{
    /// <summary>Copies a decoder's weights.</summary>
    /// <param name="decoder">The decoder, in any precision, on any device.</param>
    public VectorWeights(Decoder decoder)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        Config = decoder.Config;
        Dictionary<string, nn.Module> modules = decoder.named_modules().ToDictionary(one => one.name, one => one.module);
        var from = new From(modules);
        float[] embedding = from.Weight("model.embed_tokens");
        Embedding = Rows(embedding, Config.VocabularySize, Config.HiddenSize);
        Head = new PackedMatrix(Config.HiddenSize, (Config.TiedHead ? embedding : from.Weight("lm_head"), null));
        Norm = from.Norm("model.norm");
        Layers = [.. Enumerable.Range(0, Config.Layers).Select(layer => LayerOf(from, $"model.layers.{layer}"))];
        Turns = new TurnTable(Config);
    }

    /// <summary>The sizes.</summary>
    public DecoderConfig Config { get; }

    /// <summary>A row per token, shape [V, D rounded up to 16].</summary>
    public KeptFloats Embedding { get; }

    /// <summary>The layers, from the bottom.</summary>
    public IReadOnlyList<VectorLayer> Layers { get; }

    /// <summary>The norm before the head, shape [D rounded up].</summary>
    public KeptFloats Norm { get; }

    /// <summary>D to V.</summary>
    public PackedMatrix Head { get; }

    /// <summary>Cosines and sines of positions.</summary>
    public TurnTable Turns { get; }

    private VectorLayer LayerOf(From from, string name)
    {
        (string attention, string feedForward) = ($"{name}.self_attn", $"{name}.mlp");
        int width = Config.HiddenSize;
        return new VectorLayer(
            from.Norm($"{name}.input_layernorm"),
            new PackedMatrix(width, from.Map($"{attention}.q_proj")),
            new PackedMatrix(width, from.Map($"{attention}.k_proj"), from.Map($"{attention}.v_proj")),
            Config.NormalisesHeads ? from.Norm($"{attention}.q_norm") : null,
            Config.NormalisesHeads ? from.Norm($"{attention}.k_norm") : null,
            new PackedMatrix(Config.Heads * Config.HeadSize, from.Map($"{attention}.o_proj")),
            from.Norm($"{name}.post_attention_layernorm"),
            new PackedMatrix(width, from.Map($"{feedForward}.gate_proj"), from.Map($"{feedForward}.up_proj")),
            new PackedMatrix(Config.IntermediateSize, from.Map($"{feedForward}.down_proj")));
    }

    /// <summary>Rows, each filled up with 0 to a multiple of 16.</summary>
    private static KeptFloats Rows(float[] numbers, int rows, int width)
    {
        int padded = Product.Padded(width);
        var kept = new KeptFloats(checked(rows * padded));
        for (int row = 0; row < rows; row++)
            numbers.AsSpan(row * width, width).CopyTo(kept.Span[(row * padded)..]);

        return kept;
    }

    /// <summary>Takes numbers out of modules by name: the one place that knows where a weight lies.</summary>
    private sealed class From(Dictionary<string, nn.Module> modules)
    {
        public float[] Weight(string name)
        {
            using Tensor weight = ((Projection)modules[name]).Effective();
            return Numbers(weight);
        }

        public (float[] Weight, float[]? Bias) Map(string name) =>
            (Weight(name), modules[name].get_parameter("bias") is { } bias ? Numbers(bias) : null);

        public KeptFloats Norm(string name)
        {
            float[] weight = Numbers(modules[name].get_parameter("weight")!);
            return Rows(weight, 1, weight.Length);
        }

        private static float[] Numbers(Tensor tensor)
        {
            using DisposeScope scope = NewDisposeScope();
            return tensor.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        }
    }
}
