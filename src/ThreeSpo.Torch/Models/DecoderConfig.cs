namespace ThreeSpo.Torch.Models;

/// <summary>The shape of a decoder: its family's layout and its sizes.</summary>
public sealed record DecoderConfig
{
    /// <summary>Which layout its layers have.</summary>
    public DecoderFamily Family { get; init; } = DecoderFamily.Qwen2;

    /// <summary>V: entries of the vocabulary.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>D: width of the residual stream.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Width of the gated feed-forward layer.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Decoder layers.</summary>
    public required int Layers { get; init; }

    /// <summary>H: query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Key and value heads; a divisor of <see cref="Heads"/>.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>ε of the normalisation.</summary>
    public double NormEpsilon { get; init; } = 1e-6;

    /// <summary>Base of the rotary embedding's wavelengths.</summary>
    public double RopeTheta { get; init; } = 1_000_000;

    /// <summary>How positions are stretched beyond those of the first training; null where they are not.</summary>
    public RopeScaling? Scaling { get; init; }

    /// <summary>d: width of one head, where it is not D / H; 0 where it is.</summary>
    public int OwnHeadSize { get; init; }

    /// <summary>Whether attention's four maps have biases in the Llama and Qwen3 families; Qwen2 always has those of queries, keys and values.</summary>
    public bool AttentionBias { get; init; }

    /// <summary>Whether the feed-forward maps have biases.</summary>
    public bool FeedForwardBias { get; init; }

    /// <summary>Whether the output head is the embedding itself.</summary>
    public bool TiedHead { get; init; } = true;

    /// <summary>Most positions. Unit: tokens.</summary>
    public int MaxPositions { get; init; } = 32_768;

    /// <summary>Tokens that end an answer, as config.json names them; may be empty.</summary>
    public IReadOnlyList<int> EndTokens { get; init; } = [];

    /// <summary>d: width of one head.</summary>
    public int HeadSize => OwnHeadSize > 0 ? OwnHeadSize : HiddenSize / Heads;

    /// <summary>Whether queries, keys and values are biased.</summary>
    public bool QueryBias => Family is DecoderFamily.Qwen2 || AttentionBias;

    /// <summary>Whether attention's output is biased.</summary>
    public bool OutputBias => Family is not DecoderFamily.Qwen2 && AttentionBias;

    /// <summary>Whether each head of queries and keys is normalised before it is turned.</summary>
    public bool NormalisesHeads => Family is DecoderFamily.Qwen3;

    /// <summary>Query heads that share a key head.</summary>
    public int QueriesPerKey => Heads / KeyValueHeads;

    /// <summary>How many numbers the model consists of.</summary>
    public long Parameters
    {
        get
        {
            long queryWidth = (long)Heads * HeadSize;
            long keyWidth = (long)KeyValueHeads * HeadSize;
            long attention = (2 * HiddenSize * queryWidth) + (2 * HiddenSize * keyWidth)
                + (QueryBias ? queryWidth + (2 * keyWidth) : 0) + (OutputBias ? HiddenSize : 0) + (NormalisesHeads ? 2 * HeadSize : 0);
            long feedForward = (3L * HiddenSize * IntermediateSize) + (FeedForwardBias ? (2L * IntermediateSize) + HiddenSize : 0);
            return ((TiedHead ? 1L : 2L) * VocabularySize * HiddenSize) + (Layers * (attention + feedForward + (2 * HiddenSize))) + HiddenSize;
        }
    }

    /// <summary>Reads a config.json.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is not JSON, misses a size, or describes another architecture.</exception>
    public static DecoderConfig Load(string path) => DecoderConfigFile.Load(path);

    /// <summary>Reads the text of a config.json.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="InvalidDataException">It is not JSON, misses a size, or describes another architecture.</exception>
    public static DecoderConfig Read(string json, string name) => DecoderConfigFile.Read(json, name);

    /// <summary>The text of a config.json that Hugging Face's library loads.</summary>
    /// <param name="type">The type of the numbers in the weights beside it, such as "float32".</param>
    public string ToJson(string type = "float32") => DecoderConfigFile.Text(this, type);
}
