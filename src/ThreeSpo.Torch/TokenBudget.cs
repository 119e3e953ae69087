namespace ThreeSpo.Torch;

/// <summary>How many tokens go through the decoder at once where the settings leave it open.</summary>
/// <remarks>
/// On the processor more than its cache holds is slower; a GPU waits for each launch, so that it gains from ever larger pieces until its memory
/// is full (docs/results/policy-engine.md).
/// </remarks>
internal static class TokenBudget
{
    private const int OnProcessor = 1024;
    private const int LearnedOnGpu = 16_384;
    private const int SampledOnGpu = 32_768;

    /// <summary>Tokens of a piece that is learned from.</summary>
    /// <param name="set">What the settings say; 0 where they leave it open.</param>
    /// <param name="onProcessor">Whether the model is on the processor.</param>
    public static int Learned(int set, bool onProcessor) => set > 0 ? set : onProcessor ? OnProcessor : LearnedOnGpu;

    /// <summary>Prompt tokens that are encoded at once.</summary>
    /// <param name="set">What the settings say; 0 where they leave it open.</param>
    /// <param name="onProcessor">Whether the model is on the processor.</param>
    public static int Sampled(int set, bool onProcessor) => set > 0 ? set : onProcessor ? OnProcessor : SampledOnGpu;
}
