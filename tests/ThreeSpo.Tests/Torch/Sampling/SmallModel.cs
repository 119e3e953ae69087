using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Tests.Torch.Sampling;

/// <summary>A model of a few thousand numbers with random weights, large enough that every part of it matters.</summary>
internal static class SmallModel
{
    public static LanguageModel Create(long seed = 1, int layers = 2, ModelPrecision precision = ModelPrecision.Float32) =>
        Create(PreTokenizerPatterns.Worlds, [], seed, layers, precision);

    /// <summary>As above, with other words in its vocabulary.</summary>
    public static LanguageModel Create(
        string pattern, string[] words, long seed = 1, int layers = 2, ModelPrecision precision = ModelPrecision.Float32)
    {
        RecordedModel.RequireTorch();
        string[] texts = [.. words, "user\nroom 1 room 2 goal left right", "assistant\nleft right room 3 reach the last room", "user\nTask: put a mug in cabinet 1. go to"];
        Tokenizer tokenizer = BpeTrainer.Train(
            [.. texts, .. texts], 320, pattern, ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]);
        var config = new DecoderConfig
        {
            VocabularySize = tokenizer.VocabularySize,
            HiddenSize = 32,
            IntermediateSize = 48,
            Layers = layers,
            Heads = 4,
            KeyValueHeads = 2,
            MaxPositions = 2048,
        };
        return LanguageModel.Create(config, tokenizer, seed, precision);
    }
}
