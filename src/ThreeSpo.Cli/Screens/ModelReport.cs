using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Cli.Screens;

/// <summary>What a model's folder holds; camel-cased as it stands for --json. Sizes are in bytes.</summary>
internal sealed record ModelReport(
    string Folder, string Family, int Layers, int Width, int FeedForward, int Heads, int KeyHeads, int HeadWidth, int Vocabulary, bool TiedHead, int Context,
    double RopeTheta, RopeScaling? RopeScaling, IReadOnlyList<int> EndTokens, long Parameters, IReadOnlyDictionary<string, long> Parts, IReadOnlyList<string> Types,
    IReadOnlyList<StoredFile> Files, TokenizerFacts Tokenizer, bool HasAdapter, string? LearnedWith, IReadOnlyDictionary<string, long> Memory,
    IReadOnlyList<TensorReport>? Tensors)
{
    public static ModelReport Of(ModelInspection it, bool tensors) => new(
        it.Folder,
        it.Config.Family.ToString(),
        it.Config.Layers,
        it.Config.HiddenSize,
        it.Config.IntermediateSize,
        it.Config.Heads,
        it.Config.KeyValueHeads,
        it.Config.HeadSize,
        it.Config.VocabularySize,
        it.Config.TiedHead,
        it.Config.MaxPositions,
        it.Config.RopeTheta,
        it.Config.Scaling,
        it.Config.EndTokens,
        it.Config.Parameters,
        it.Tensors.GroupBy(one => one.Part).ToDictionary(some => Name(some.Key.ToString()), some => some.Sum(one => one.Count)),
        it.Types,
        it.Files,
        it.Tokenizer,
        it.HasAdapter || it.Adapter is not null,
        it.LearnedWith,
        MemoryOf(it.Config),
        tensors ? [.. it.Tensors.Select(one => new TensorReport(one.Name, one.Shape, one.Type, one.File))] : null);

    private static Dictionary<string, long> MemoryOf(DecoderConfig config)
    {
        Dictionary<string, long> memory = [];
        foreach (WeightType type in Enum.GetValues<WeightType>())
        {
            memory[$"sample{type}"] = ModelMemory.Weights(config, type);
            memory[$"perTokenKept{type}"] = ModelMemory.CachePerToken(config, type);
        }

        memory["trainAll"] = ModelMemory.Training(config);
        return memory;
    }

    private static string Name(string part) => char.ToLowerInvariant(part[0]) + part[1..];
}

/// <summary>A tensor in a file.</summary>
internal sealed record TensorReport(string Name, IReadOnlyList<long> Shape, string Type, string File);
