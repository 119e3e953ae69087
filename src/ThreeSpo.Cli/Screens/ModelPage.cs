using System.Globalization;
using ThreeSpo.Outside;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Cli.Screens;

/// <summary>What a model's folder holds, in a terminal's width.</summary>
internal static class ModelPage
{
    private const int MostSpecial = 40;
    private const int MostLetters = 40;
    private const int CachedTokens = 1000;
    private const string Indent = "  ";

    public static IEnumerable<string> Lines(ModelInspection it, bool tensors)
    {
        yield return Printable.Line(it.Folder, 200);
        yield return "";
        foreach (string line in Columns.Lines("ll", [.. Facts(it)]))
            yield return line;

        yield return "";
        foreach (string line in Columns.Lines("lrrr", [.. Parts(it)], Prose.Width))
            yield return line;

        yield return "";
        foreach (string line in Columns.Lines("lr", [["weights in files", ""], .. it.Files.Select(file => new[] { Printable.Line(file.Name), Shown.Bytes(file.Bytes) })], Prose.Width))
            yield return line;

        yield return "";
        foreach (string line in Columns.Lines("lrr", [.. Memory(it.Config)], Prose.Width))
            yield return line;

        foreach (string line in Special(it.Tokenizer).Concat(tensors ? Tensors(it) : []))
            yield return line;
    }

    private static IEnumerable<string[]> Facts(ModelInspection it)
    {
        DecoderConfig config = it.Config;
        yield return ["family", config.Family.ToString()];
        yield return ["sizes", $"{config.Layers} layers, width {Shown.Number(config.HiddenSize)}, feed-forward {Shown.Number(config.IntermediateSize)}"];
        yield return ["heads", $"{config.Heads} of queries, {config.KeyValueHeads} of keys, {config.HeadSize} wide each"];
        yield return ["vocabulary", Shown.Number(config.VocabularySize)];
        yield return ["context", $"{Shown.Number(config.MaxPositions)} tokens{Stretched(config)}"];
        yield return ["type on disk", string.Join(", ", it.Types)];
        yield return ["tokenizer", it.Tokenizer.Size is { } size ? $"{Shown.Number(size)} tokens, {it.Tokenizer.Special.Count} special" : Without(it.Tokenizer)];
        yield return ["chat template", it.Tokenizer.HasChatTemplate ? "yes" : "none"];
        yield return ["answers end with", config.EndTokens.Count == 0 ? Shown.Nothing : string.Join(", ", config.EndTokens.Take(4).Select(id => Token(id, it.Tokenizer)))];
        yield return ["adapter", it.Adapter is { } lora ? $"LoRA of rank {lora.Rank}, α {lora.Alpha}, on {(lora.Targets.Count == 0 ? "all maps" : string.Join(", ", lora.Targets.Take(7)))}" : it.HasAdapter ? "yes" : "none"];
        yield return ["learned with", it.LearnedWith ?? Shown.Nothing];
    }

    private static IEnumerable<string[]> Parts(ModelInspection it)
    {
        yield return ["part", "tensors", "numbers", "share"];
        foreach (IGrouping<ModelPart, StoredTensor> some in it.Tensors.GroupBy(one => one.Part).OrderBy(some => some.Key))
            yield return Row(Name(some.Key), some.Count(), some.Sum(one => one.Count));
        if (it.Config.TiedHead)
            yield return ["head", "", "the embedding", ""];

        yield return Row("all", it.Tensors.Count, it.Config.Parameters);

        string[] Row(string name, int count, long numbers) => [name, Shown.Number(count), Shown.Number(numbers), Shown.Percent((double)numbers / it.Config.Parameters)];
    }

    private static IEnumerable<string[]> Memory(DecoderConfig config)
    {
        yield return ["memory (estimated)", "weights", $"per {Shown.Number(CachedTokens)} tokens kept"];
        foreach (WeightType type in Enum.GetValues<WeightType>())
        {
            yield return
            [
                $"to sample in {type.ToString().ToLowerInvariant()}",
                Shown.Bytes(ModelMemory.Weights(config, type)), Shown.Bytes(ModelMemory.CachePerToken(config, type) * CachedTokens),
            ];
        }

        yield return ["to train all weights, before activations", Shown.Bytes(ModelMemory.Training(config)), ""];
    }

    private static IEnumerable<string> Special(TokenizerFacts it)
    {
        if (it.Special.Count == 0)
            yield break;

        yield return "";
        yield return "special tokens";
        string more = it.Special.Count > MostSpecial ? $", and {it.Special.Count - MostSpecial} others" : "";
        string all = string.Join(", ", it.Special.Take(MostSpecial).Select(pair => $"{pair.Key}{Prose.Tie}{Tied(pair.Value)}"));
        foreach (string line in Prose.Lines(all + more, Indent))
            yield return line;
    }

    private static IEnumerable<string> Tensors(ModelInspection it)
    {
        yield return "";
        foreach (string line in Columns.Lines(
            "lll", [["tensor", "shape", "type"], .. it.Tensors.Select(one => new[] { one.Name, $"[{string.Join(", ", one.Shape)}]", one.Type })], Prose.Width))
        {
            yield return line;
        }
    }

    private static string Stretched(DecoderConfig config) => config.Scaling is { } it
        ? string.Create(CultureInfo.InvariantCulture, $", stretched from {it.OriginalPositions:N0} as in Llama 3.1")
        : "";

    private static string Without(TokenizerFacts it) => it.Problem!.StartsWith("No tokenizer", StringComparison.Ordinal) ? "none" : $"not usable: {Printable.Line(it.Problem, MostLetters)}";

    private static string Token(int id, TokenizerFacts tokenizer) =>
        tokenizer.Special.TryGetValue(id, out string? content) ? $"{id} {Printable.Line(content, MostLetters)}" : id.ToString(CultureInfo.InvariantCulture);

    private static string Tied(string token) => Printable.Line(token, MostLetters).Replace(' ', Prose.Tie);

    private static string Name(ModelPart part) => part switch
    {
        ModelPart.FeedForward => "feed-forward",
        _ => part.ToString().ToLowerInvariant(),
    };
}
