using ThreeSpo.Torch.Loading;

namespace ThreeSpo.Torch.Sampling;

/// <summary>How much an engine has under way at once.</summary>
/// <param name="Bytes">Most memory of prompts and their answers. Unit: bytes.</param>
/// <param name="Answers">Most answers; a prompt that asks for more is admitted alone.</param>
/// <param name="Tokens">Most prompt tokens encoded at once, common beginnings once; a longer prompt is encoded alone.</param>
internal readonly record struct SamplingLimits(long Bytes, int Answers, int Tokens)
{
    // On the processor vectors gain nothing from 16 answers to 64 at 5 million numbers, and a third at 25; on a GPU 64 gain fourfold over 16, and more was not tried (docs/results/policy-engine.md).
    private const int AnswersOnProcessor = 32;
    private const int AnswersOnGpu = 256;

    /// <summary>Taken where the driver cannot be asked: small enough for any card that trains.</summary>
    private const long UnknownGpu = 16L << 30;

    /// <summary>The limits that settings state, or where they state none, a quarter of the memory of the place.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="onProcessor">Whether the model is on the processor.</param>
    public static SamplingLimits Of(SamplingSettings settings, bool onProcessor) => new(
        settings.SampleMemory > 0 ? (long)settings.SampleMemory << 20 : (onProcessor ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes : CudaDevice.First?.Bytes ?? UnknownGpu) / 4,
        settings.SampleAnswers > 0 ? settings.SampleAnswers : onProcessor ? AnswersOnProcessor : AnswersOnGpu,
        TokenBudget.Sampled(settings.SampleTokens, onProcessor));
}
