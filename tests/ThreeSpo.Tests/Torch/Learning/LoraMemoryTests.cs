using ThreeSpo.Optimization;
using ThreeSpo.Randomness;
using ThreeSpo.Tests.Torch.Models.Lora;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Models;
using TorchSharp;

namespace ThreeSpo.Tests.Torch.Learning;

[Collection(nameof(Alone))]
public sealed class LoraMemoryTests
{
    [Fact]
    public void Learning_with_adapters_keeping_their_start_and_reading_what_they_come_to_hold_on_to_no_tensor()
    {
        using LanguageModel model = SmallModel.Create(layers: 1);
        model.Adapt(AdaptedModel.Four, seed: 3);
        Round(model);
        long before = Tensors();
        for (int i = 0; i < 20; i++)
            Round(model);

        // Fewer where something that earlier tests left was only now collected.
        Assert.InRange(Tensors(), 0, before);
    }

    private static void Round(LanguageModel model)
    {
        model.Decoder.Adapters!.KeepStart();
        using var learner = new LanguageLearner(
            model, new LearnerSettings { LearningRate = 1e-3, KlWeight = 0.1 }, new LanguageLearnerSettings { LearnTokens = 40 }, answerLimit: 64);
        for (int i = 0; i < 3; i++)
            learner.Learn(SomeLessons.Of(model, 4), new Draw(1, i, 0, 0), TestContext.Current.CancellationToken);

        foreach (Projection map in model.Decoder.named_modules().Select(one => one.module).OfType<Projection>())
            map.Effective().Dispose();
    }

    private static long Tensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return torch.Tensor.TotalCount;
    }
}
