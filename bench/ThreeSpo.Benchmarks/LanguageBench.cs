using ThreeSpo.Randomness;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Text;

namespace ThreeSpo.Benchmarks;

/// <summary>A model of the bundled one's size with random weights, and prompts of 300 tokens: what the language benchmarks share.</summary>
internal static class LanguageBench
{
    /// <summary>Length of a prompt. Unit: tokens.</summary>
    public const int PromptTokens = 300;

    /// <summary>Answers to a prompt.</summary>
    public const int Width = 8;

    public static LanguageModel Model()
    {
        string[] texts = [.. Enumerable.Range(0, 40).Select(i => $"user\nassistant\n room {i} word{i} thing{i * 7} place{i * 3}")];
        Tokenizer tokenizer = BpeTrainer.Train([.. texts, .. texts], 800, PreTokenizerPatterns.Worlds, ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]);
        return LanguageModel.Create(
            new DecoderConfig
            {
                VocabularySize = tokenizer.VocabularySize,
                HiddenSize = 128,
                IntermediateSize = 384,
                Layers = 4,
                Heads = 4,
                KeyValueHeads = 2,
                MaxPositions = 2048,
            },
            tokenizer, seed: 1);
    }

    /// <summary>Random token ids that are no special tokens, the same on every machine.</summary>
    public static int[] Tokens(LanguageModel model, int count, int number)
    {
        var draw = new Draw(5, number, 0, 0);
        return [.. Enumerable.Range(0, count).Select(i => draw.Below(model.Tokenizer.VocabularySize - 3, Use.Bootstrap + i))];
    }
}
