using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Measuring;

/// <summary>Random weights that are made in seconds whatever the size: to measure with, not to learn from.</summary>
/// <remarks>
/// Matrices are normally distributed with deviation 1/√(inputs), embeddings 0.05, biases 0.02, norms 1. On the processor a large matrix
/// repeats a block of numbers whose length is prime, so that its rows still differ; <see cref="Initialisation"/> draws each number by itself.
/// </remarks>
internal static class RandomWeights
{
    /// <summary>The largest prime below 2²².</summary>
    private const int Block = 4_194_301;
    private const double EmbeddingDeviation = 0.05;
    private const double BiasDeviation = 0.02;

    /// <summary>Fills a fresh model.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="seed">The same numbers for the same seed, device and libtorch.</param>
    /// <param name="workers">Threads.</param>
    public static void Fill(Decoder model, ulong seed, int workers)
    {
        (string Name, Parameter Parameter)[] parameters = [.. model.named_parameters()];
        InParallel.For(
            parameters.Length, workers, i => Fill(parameters[i].Name, parameters[i].Parameter, new Draw(seed, i, 0, 0).Below(int.MaxValue, Use.Weights)),
            CancellationToken.None);
    }

    private static void Fill(string name, Parameter parameter, int seed)
    {
        bool isBias = name.EndsWith(".bias", StringComparison.Ordinal);
        if (parameter.shape.Length == 1 && !isBias)
            return;

        using var guard = no_grad();
        using var scope = NewDisposeScope();
        double deviation = isBias ? BiasDeviation
            : name.EndsWith("embed_tokens.weight", StringComparison.Ordinal) ? EmbeddingDeviation : 1 / Math.Sqrt(parameter.shape[1]);
        if (parameter.device_type != TorchSharp.DeviceType.CPU)
        {
            // TorchSharp's generators of one's own draw on the processor alone.
            manual_seed(seed);
            parameter.normal_(0, deviation);
            return;
        }

        using var source = new Generator((ulong)seed, CPU);
        if (parameter.numel() <= Block)
        {
            parameter.normal_(0, deviation, source);
            return;
        }

        Tensor block = empty(Block, parameter.dtype).normal_(0, deviation, source);
        Tensor flat = parameter.view(-1);
        for (long at = 0; at < flat.numel(); at += Block)
        {
            long length = Math.Min(Block, flat.numel() - at);
            flat.narrow(0, at, length).copy_(block.narrow(0, 0, length));
        }
    }
}
