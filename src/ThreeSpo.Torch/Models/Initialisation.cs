using ThreeSpo.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>Random weights to start from, the same bytes for the same seed.</summary>
/// <remarks>
/// Matrices are normally distributed with deviation 1/√(inputs), those that end a residual branch narrower by √(2·layers). Attention starts
/// out looking for tokens like its own and passing on what it finds: queries resemble keys, and the output undoes the values, so that
/// q·k ≈ x·x' and o·v ≈ x. The bundled model imitated in about half the states from there (docs/log.md; after Trockman and Kolter, arXiv 2305.09828).
/// </remarks>
internal static class Initialisation
{
    private const double EmbeddingDeviation = 0.05;
    private const double Likeness = 0.5;

    /// <summary>Fills a fresh model: matrices as said, embeddings 0.05, biases 0, norms 1.</summary>
    public static void Fill(Decoder model, ulong seed)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        Dictionary<string, Parameter> parameters = model.named_parameters().ToDictionary(one => one.name, one => one.parameter);
        int number = 0;
        foreach ((string name, Parameter parameter) in parameters)
        {
            number++;
            if (parameter.shape.Length != 2)
                continue;

            bool isEmbedding = name.EndsWith("embed_tokens.weight", StringComparison.Ordinal);
            bool endsBranch = name.EndsWith("o_proj.weight", StringComparison.Ordinal) || name.EndsWith("down_proj.weight", StringComparison.Ordinal);
            double deviation = isEmbedding ? EmbeddingDeviation : 1 / Math.Sqrt(parameter.shape[1] * (endsBranch ? 2 * model.Config.Layers : 1));
            parameter.copy_(tensor(Normal((int)parameter.numel(), deviation, new Draw(seed, number, 0, 0)), parameter.shape));
        }

        for (int layer = 0; layer < model.Config.Layers; layer++)
        {
            Parameter Of(string name) => parameters[$"model.layers.{layer}.self_attn.{name}_proj.weight"];
            Of("q").mul_(1 - Likeness).add_(PerQueryHead(Of("k"), model.Config), Likeness);
            Of("o").mul_(1 - Likeness).add_(PerQueryHead(Of("v"), model.Config).t(), Likeness);
        }
    }

    /// <summary>The rows of every key head as often as it has query heads: [K·d, D] as [H·d, D].</summary>
    private static Tensor PerQueryHead(Tensor weight, DecoderConfig config) =>
        weight.reshape(config.KeyValueHeads, 1, config.HeadSize, config.HiddenSize)
            .expand(config.KeyValueHeads, config.QueriesPerKey, config.HeadSize, config.HiddenSize)
            .reshape(config.Heads * config.HeadSize, config.HiddenSize);

    /// <summary>Normally distributed numbers.</summary>
    /// <remarks>Box and Muller, 1958: √(−2 ln u)·cos(2πv).</remarks>
    private static float[] Normal(int count, double deviation, Draw draw)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            Draw one = draw with { Node = i };
            values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - one.Uniform(Use.Weights))) * Math.Cos(2 * Math.PI * one.Uniform(Use.Weights + 1)));
        }

        return values;
    }
}
