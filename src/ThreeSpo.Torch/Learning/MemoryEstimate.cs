using System.Globalization;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Torch.Learning;

/// <summary>What learning a language model needs of memory, term by term. Unit: bytes.</summary>
/// <param name="Weights">The numbers that are computed with.</param>
/// <param name="Masters">Those that sixteen bits are rounded from.</param>
/// <param name="Moments">AdamW's averages.</param>
/// <param name="Gradients">One for each thread, and their sum.</param>
/// <param name="Activations">What layers keep for the way back, of a piece for each thread.</param>
/// <param name="Logits">Of a piece for each thread.</param>
/// <param name="Reference">The frozen start, where something is compared with it.</param>
/// <param name="Caches">Keys and values of prompts while sampling, of a piece for each thread.</param>
public readonly record struct MemoryEstimate(
    long Weights, long Masters, long Moments, long Gradients, long Activations, long Logits, long Reference, long Caches)
{
    /// <summary>Sampling and learning take turns: their larger part, and what stays.</summary>
    public long Total => Fixed + Reference + Math.Max(Gradients + Activations + Logits, Caches);

    /// <summary>What no setting of pieces lowers: weights, masters and moments.</summary>
    public long Fixed => Weights + Masters + Moments;

    /// <summary>Estimates it.</summary>
    /// <param name="config">The model's sizes.</param>
    /// <param name="precision">The numbers that it computes with.</param>
    /// <param name="trained">How many of its numbers learn.</param>
    /// <param name="settings">Tokens of a piece, and whether layers are computed twice.</param>
    /// <param name="sampleTokens">Prompt tokens of a piece while sampling.</param>
    /// <param name="compares">Whether a frozen start is kept.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="onProcessor">Whether the model is on the processor.</param>
    /// <remarks>
    /// A layer keeps of a row: its input and both normalised streams and the middle one (4·D), queries and what attention makes of them (2·H·d), keys and values
    /// (2·K·d), and of the feed-forward layer gate, up and their product (3·F); recomputed, its input alone, and one layer as a whole at a time.
    /// Slopes of one layer are there on the way back besides.
    /// </remarks>
    public static MemoryEstimate Of(
        DecoderConfig config, ModelPrecision precision, long trained, LanguageLearnerSettings settings, int sampleTokens, bool compares, int workers, bool onProcessor = true)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(settings);
        bool isHalf = precision is ModelPrecision.Bfloat16;
        long size = isHalf ? 2 : 4;
        long tokens = TokenBudget.Learned(settings.LearnTokens, onProcessor);
        long rows = tokens * workers;
        long keyWidth = (long)config.KeyValueHeads * config.HeadSize;
        long queryWidth = (long)config.Heads * config.HeadSize;
        long layer = ((4L * config.HiddenSize) + (2 * queryWidth) + (2 * keyWidth) + (3L * config.IntermediateSize)) * size;
        long kept = settings.CheckpointLayers ? (config.Layers * config.HiddenSize * size) + (2 * layer) : (config.Layers + 1) * layer;
        long logits = Math.Min(tokens * config.VocabularySize, TokenHead.MostLogits) * 4;

        // On each thread: the logits themselves, their logarithms of shares, and the slopes of both.
        return new MemoryEstimate(
            config.Parameters * size, isHalf ? trained * 4 : 0, trained * 8, (trained * 4) + (trained * size * workers), rows * kept,
            4 * logits * workers, compares ? config.Parameters * size : 0, (long)TokenBudget.Sampled(sampleTokens, onProcessor) * workers * config.Layers * 2 * keyWidth * size);
    }

    /// <summary>In words, the terms of any size.</summary>
    public override string ToString()
    {
        (string Name, long Bytes)[] terms =
        [
            ("weights", Weights), ("masters", Masters), ("moments", Moments), ("gradients", Gradients), ("activations", Activations), ("logits", Logits),
            ("frozen start", Reference), ("prompts while sampling", Caches),
        ];
        return $"about {Shown(Total)} ({string.Join(", ", terms.Where(term => term.Bytes > 0).Select(term => $"{term.Name} {Shown(term.Bytes)}"))})";
    }

    /// <summary>A number of bytes in words.</summary>
    public static string Shown(long bytes) => bytes < 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes >> 20)} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GB");
}
