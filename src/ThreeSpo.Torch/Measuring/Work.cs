using ThreeSpo.Torch.Models;

namespace ThreeSpo.Torch.Measuring;

/// <summary>How much a model has to compute and to move at the least.</summary>
/// <remarks>
/// A multiplication and an addition are two operations; norms, activations and softmax are not counted. Of a prompt the last layer needs
/// keys and values alone, and the head is needed only where a token is chosen. Letters: T tokens of a prompt, R of an answer, n answers to a prompt.
/// </remarks>
internal static class Work
{
    /// <summary>Operations to encode a prompt of T tokens and say what follows it.</summary>
    public static double Prompt(DecoderConfig config, long tokens)
    {
        double seen = (double)tokens * tokens / 2;
        return (2.0 * tokens * (((config.Layers - 1) * Layer(config)) + KeysAndValues(config))) + ((config.Layers - 1) * Attention(config, seen))
            + Layered(config, 1, tokens) + Head(config);
    }

    /// <summary>Operations to write a token of an answer.</summary>
    /// <param name="config">The model's sizes.</param>
    /// <param name="seen">How many tokens it attends to.</param>
    public static double Token(DecoderConfig config, double seen) => Layered(config, 1, seen) + Head(config);

    /// <summary>Operations of one step of learning: forward, and twice as many backward.</summary>
    /// <param name="config">The model's sizes.</param>
    /// <param name="prompt">T.</param>
    /// <param name="answers">n.</param>
    /// <param name="length">R.</param>
    public static double Lesson(DecoderConfig config, long prompt, long answers, long length)
    {
        double seen = prompt + (length / 2.0);
        double encoded = (2.0 * prompt * (((config.Layers - 1) * Layer(config)) + KeysAndValues(config)))
            + ((config.Layers - 1) * Attention(config, (double)prompt * prompt / 2));
        return 3 * (encoded + (answers * length * Token(config, seen)));
    }

    /// <summary>Bytes that a step of decoding reads: every weight once, and the keys and values of every answer.</summary>
    /// <param name="config">The model's sizes.</param>
    /// <param name="answers">Answers, each with a prompt of its own.</param>
    /// <param name="seen">How many tokens each attends to.</param>
    /// <param name="width">Unit: bytes per number.</param>
    public static double Bytes(DecoderConfig config, long answers, double seen, int width) =>
        width * ((config.Layers * Layer(config)) + ((double)config.VocabularySize * config.HiddenSize)
            + (answers * seen * config.Layers * 2 * config.KeyValueHeads * config.HeadSize));

    private static double Layered(DecoderConfig config, long tokens, double seen) =>
        config.Layers * ((2.0 * tokens * Layer(config)) + Attention(config, tokens * seen));

    /// <summary>q·k and weights·v of so many pairs of tokens, in one layer.</summary>
    private static double Attention(DecoderConfig config, double pairs) => 4.0 * pairs * config.Heads * config.HeadSize;

    private static double Head(DecoderConfig config) => 2.0 * config.VocabularySize * config.HiddenSize;

    /// <summary>Numbers in the matrices of one layer.</summary>
    private static double Layer(DecoderConfig config) =>
        (2.0 * config.HiddenSize * config.Heads * config.HeadSize) + KeysAndValues(config) + (3.0 * config.HiddenSize * config.IntermediateSize);

    private static double KeysAndValues(DecoderConfig config) => 2.0 * config.HiddenSize * config.KeyValueHeads * config.HeadSize;
}
