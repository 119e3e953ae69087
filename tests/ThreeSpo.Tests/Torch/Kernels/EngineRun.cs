using ThreeSpo.Randomness;
using ThreeSpo.Torch.Kernels;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Kernels;

/// <summary>Runs the vector engine in the simplest way, for comparisons.</summary>
internal static class EngineRun
{
    /// <summary>Rows of logits as arrays.</summary>
    public static float[][] Rows(Logits logits, int count)
    {
        var host = Assert.IsType<HostLogits>(logits);
        return [.. Enumerable.Range(0, count).Select(row => host.Row(row).ToArray())];
    }

    /// <summary>The logits after a text, read by an engine as one prompt.</summary>
    public static float[] After(VectorEngine engine, int[] ids)
    {
        var prompt = new AnsweredPrompt(ids, 1, 1);
        float[] logits = Rows(engine.Admit([prompt]), 1)[0];
        engine.Release(prompt);
        return logits;
    }

    /// <summary>The logits after a text, by the decoder of tensors.</summary>
    public static float[] Expected(Decoder decoder, int[] ids)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        return Models.ModelRun.Logits(decoder, ids, ids.Length - 1).data<float>().ToArray();
    }

    /// <summary>The likeliest continuation, token by token.</summary>
    public static int[] Greedy(VectorEngine engine, int[] ids, int count)
    {
        var prompt = new AnsweredPrompt(ids, 1, count);
        List<int> written = [Best(Rows(engine.Admit([prompt]), 1)[0])];
        while (written.Count < count)
            written.Add(Best(Rows(engine.Read([new AnswerRead(prompt, 0, new[] { written[^1] })]), 1)[0]));

        engine.Release(prompt);
        return [.. written];
    }

    public static VectorEngine Engine(Decoder decoder, VectorKernels? kernels = null) => new(new VectorWeights(decoder), kernels);

    /// <summary>Random tokens.</summary>
    public static int[] Text(int count, int vocabulary, int number)
    {
        var draw = new Draw(13, number, 0, 0);
        return [.. Enumerable.Range(0, count).Select(i => draw.Below(vocabulary, i))];
    }

    private static int Best(float[] logits) => Array.IndexOf(logits, logits.Max());
}
