using ThreeSpo.Randomness;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Models.Lora;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models.Lora;

/// <summary>Small models with adapters on them.</summary>
internal static class AdaptedModel
{
    public static readonly LoraConfig Four = new() { Rank = 4, Alpha = 8, Targets = LoraMaps.Named(LoraMaps.All) };

    /// <summary>A model whose adapters have moved on from their start: B is not 0 any more.</summary>
    public static LanguageModel Moved(LoraConfig? config = null)
    {
        LanguageModel model = SmallModel.Create();
        model.Adapt(config ?? Four, seed: 3);
        Move(model.Decoder, seed: 11);
        return model;
    }

    /// <summary>Moves the adapters of a decoder somewhere else.</summary>
    public static void Move(Decoder decoder, ulong seed)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        foreach ((int number, (_, Adapter adapter)) in decoder.Adapters!.All.Index())
        {
            double[] numbers = [.. Enumerable.Range(0, (int)adapter.Up.numel()).Select(i => (0.2 * new Draw(seed, number, 0, i).Uniform(0)) - 0.1)];
            adapter.Up.add_(tensor(numbers, adapter.Up.shape).to(adapter.Up.dtype));
        }
    }

    /// <summary>The numbers of the adapters, bit by bit.</summary>
    public static byte[] Bytes(LanguageModel model)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        return cat([.. model.Decoder.Adapters!.Parameters.Select(one => one.detach().reshape(-1))]).bytes.ToArray();
    }

    /// <summary>Logits of some text.</summary>
    public static float[] Logits(Decoder decoder)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        return ModelRun.Logits(decoder, [.. Enumerable.Range(3, 20).Select(i => i * 7)], from: 6).to(ScalarType.Float32).reshape(-1).data<float>().ToArray();
    }
}
