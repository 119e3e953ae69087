using ThreeSpo.Tests.Security.Fuzzing;
using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models;

/// <summary>Small decoders of any shape that a family allows, with random weights in single precision.</summary>
internal static class RandomDecoder
{
    /// <summary>A shape.</summary>
    /// <param name="family">Its family.</param>
    /// <param name="number">Which of the family's shapes.</param>
    public static DecoderConfig Config(DecoderFamily family, int number)
    {
        var chance = new Chance(family.ToString(), number);
        int keyHeads = 1 + chance.Below(3);
        int heads = keyHeads * (1 + chance.Below(3));
        int headSize = 2 * (1 + chance.Below(5));
        bool isOwn = chance.OneIn(2);
        return new DecoderConfig
        {
            Family = family,
            VocabularySize = 11 + chance.Below(20),
            HiddenSize = isOwn ? 5 + chance.Below(20) : heads * headSize,
            IntermediateSize = 3 + chance.Below(20),
            Layers = 1 + chance.Below(3),
            Heads = heads,
            KeyValueHeads = keyHeads,
            OwnHeadSize = isOwn ? headSize : 0,
            NormEpsilon = chance.OneIn(2) ? 1e-5 : 1e-2,
            RopeTheta = 20 * (1 + chance.Below(500)),
            Scaling = family is DecoderFamily.Llama && !chance.OneIn(3) ? new RopeScaling(2 + chance.Below(7), 1, 2 + chance.Below(3), 8 << chance.Below(3)) : null,
            AttentionBias = family is not DecoderFamily.Qwen2 && chance.OneIn(2),
            FeedForwardBias = family is DecoderFamily.Llama && chance.OneIn(2),
            TiedHead = chance.OneIn(2),
        };
    }

    /// <summary>A decoder with random weights; the same numbers in every type.</summary>
    public static Decoder Make(DecoderConfig config, ScalarType type, int number = 0)
    {
        var model = new Decoder(config, new Placement(type, CPU));
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in model.named_parameters())
        {
            var chance = new Chance(name, number);
            bool isNorm = name.Contains("norm", StringComparison.Ordinal);
            double width = isNorm ? 0.8 : name.EndsWith("bias", StringComparison.Ordinal) ? 1 : 3 / Math.Sqrt(parameter.shape[^1]);
            float[] numbers = [.. Enumerable.Range(0, (int)parameter.numel()).Select(_ => (float)((isNorm ? 1 : 0) + (width * ((chance.Below(1 << 20) / (double)(1 << 20)) - 0.5))))];
            parameter.copy_(tensor(numbers, parameter.shape));
        }

        return model;
    }

    /// <summary>The numbers of each tensor by name.</summary>
    public static Dictionary<string, double[]> Weights(Decoder model) => model.named_parameters()
        .ToDictionary(one => one.name, one => one.parameter.detach().to(ScalarType.Float64).reshape(-1).data<double>().ToArray());

    /// <summary>A sequence of tokens.</summary>
    public static int[] Ids(DecoderConfig config, int length, int number)
    {
        var chance = new Chance("ids", number);
        return [.. Enumerable.Range(0, length).Select(_ => chance.Below(config.VocabularySize))];
    }
}
