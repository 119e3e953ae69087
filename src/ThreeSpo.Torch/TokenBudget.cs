namespace ThreeSpo.Torch;

/// <summary>How many tokens go through the decoder at once where the settings leave it open.</summary>
/// <remarks>
/// On the processor pieces of 512 to 2,048 tokens learn equally fast (5 million numbers); a GPU waits for launches: pieces of 16,384 learned 1.5
/// times as fast as those of 8,192 (docs/results/policy-engine.md).
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
