using ThreeSpo.Randomness;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Kernels;

/// <summary>Small decoders of all families with sizes drawn at random, multiples of nothing, and every number of theirs random.</summary>
internal static class RandomDecoder
{
    public const int Count = 12;

    /// <summary>One of them.</summary>
    /// <param name="number">Which; families take turns.</param>
    public static Decoder Create(int number)
    {
        RecordedModel.RequireTorch();
        var draw = new Draw(11, number, 0, 0);
        int used = 0;
        int Of(params int[] choices) => choices[draw.Below(choices.Length, used++)];

        int keyHeads = Of(1, 2, 3);
        int heads = keyHeads * Of(1, 2, 3);
        int headSize = Of(4, 8, 10, 16, 32, 36);
        var family = (DecoderFamily)(number % 3);
        bool ownHead = family is DecoderFamily.Qwen3;
        return Create(new DecoderConfig
        {
            Family = family,
            VocabularySize = Of(37, 64, 129),
            HiddenSize = ownHead ? Of(24, 40, 48) : heads * headSize,
            OwnHeadSize = ownHead ? headSize : 0,
            IntermediateSize = Of(20, 33, 64),
            Layers = Of(1, 2, 3),
            Heads = heads,
            KeyValueHeads = keyHeads,
            RopeTheta = Of(5000, 1_000_000),
            Scaling = family is DecoderFamily.Llama && Of(0, 1) == 1 ? new RopeScaling(8, 1, 4, 32) : null,
            AttentionBias = family is not DecoderFamily.Qwen2 && Of(0, 1) == 1,
            FeedForwardBias = family is DecoderFamily.Llama && Of(0, 1) == 1,
            TiedHead = Of(0, 1) == 1,
        }, number);
    }

    /// <summary>A decoder with random numbers everywhere.</summary>
    public static Decoder Create(DecoderConfig config, int seed)
    {
        RecordedModel.RequireTorch();
        var decoder = new Decoder(config, Placement.Processor);
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        int parameter = 0;
        foreach ((_, TorchSharp.Modules.Parameter it) in decoder.named_parameters())
        {
            var draw = new Draw(12, seed, parameter++, 0);
            bool isMatrix = it.shape.Length == 2;
            double spread = isMatrix ? 3 / Math.Sqrt(it.shape[1]) : 0.5;
            bool isNorm = !isMatrix && it.mean().item<float>() == 1;
            float[] numbers = [.. Enumerable.Range(0, (int)it.numel()).Select(i => (float)((isNorm ? 1 : 0) + (spread * (draw.Uniform(i) - 0.5))))];
            it.copy_(tensor(numbers, it.shape));
        }

        return decoder;
    }
}
