using ThreeSpo.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>Random weights to start from, the same bytes for the same seed.</summary>
internal static class Initialisation
{
    private const double EmbeddingDeviation = 0.05;

    /// <summary>Fills a fresh model: matrices normally distributed, those that end a residual branch narrower, biases 0, norms 1.</summary>
    /// <remarks>Deviation 1/√(inputs), so that outputs are as large as inputs; over √(2·layers) at the end of a branch. Embeddings 0.05.</remarks>
    public static void Fill(Qwen2Model model, ulong seed)
    {
        using var guard = no_grad();
        int number = 0;
        foreach ((string name, Parameter parameter) in model.named_parameters())
        {
            number++;
            if (parameter.shape.Length != 2)
                continue;

            bool isEmbedding = name.EndsWith("embed_tokens.weight", StringComparison.Ordinal);
            bool endsBranch = name.EndsWith("o_proj.weight", StringComparison.Ordinal) || name.EndsWith("down_proj.weight", StringComparison.Ordinal);
            double deviation = isEmbedding ? EmbeddingDeviation : 1 / Math.Sqrt(parameter.shape[1] * (endsBranch ? 2 * model.Config.Layers : 1));
            using Tensor values = tensor(Normal((int)parameter.numel(), deviation, new Draw(seed, number, 0, 0)), parameter.shape);
            parameter.copy_(values);
        }
    }

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
