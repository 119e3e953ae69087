using ThreeSpo.Outside;

namespace ThreeSpo.Torch.Models.Lora;

/// <summary>The maps of a decoder that adapters can change: seven in every layer.</summary>
internal static class LoraMaps
{
    /// <summary>All seven.</summary>
    public const string All = "all";

    private const string Attention = "attention";
    private const string End = "_proj";
    private static readonly string[] OfAttention = ["q", "k", "v", "o"];
    private static readonly string[] OfFeedForward = ["gate", "up", "down"];

    /// <summary>Maps as settings name them: "all", "attention", or a list such as "q,v" or "q_proj,v_proj".</summary>
    /// <returns>Their names in a layer as checkpoints have them, in the layer's order.</returns>
    /// <exception cref="NotSupportedException">There is no such map.</exception>
    public static IReadOnlyList<string> Named(string list)
    {
        string[] names = list.Trim() switch
        {
            All => [.. OfAttention, .. OfFeedForward],
            Attention => OfAttention,
            _ => [.. list.Split(',', StringSplitOptions.TrimEntries).Select(Short)],
        };
        foreach (string name in names.Where(name => !OfAttention.Contains(name) && !OfFeedForward.Contains(name)))
        {
            throw new NotSupportedException(
                $"loraTargets names '{Printable.Line(name, 50)}', wanted all, attention, or some of {string.Join(',', OfAttention.Concat(OfFeedForward))}.");
        }

        return [.. OfAttention.Concat(OfFeedForward).Where(names.Contains).Select(name => name + End)];
    }

    /// <summary>Every map of a decoder.</summary>
    /// <returns>Name, width of the input, width of the output; layer after layer.</returns>
    public static IEnumerable<(string Name, int Inputs, int Outputs)> Of(DecoderConfig config)
    {
        int queries = config.Heads * config.HeadSize;
        int keys = config.KeyValueHeads * config.HeadSize;
        for (int layer = 0; layer < config.Layers; layer++)
        {
            string attention = $"model.layers.{layer}.self_attn.";
            string feedForward = $"model.layers.{layer}.mlp.";
            yield return ($"{attention}q{End}", config.HiddenSize, queries);
            yield return ($"{attention}k{End}", config.HiddenSize, keys);
            yield return ($"{attention}v{End}", config.HiddenSize, keys);
            yield return ($"{attention}o{End}", queries, config.HiddenSize);
            yield return ($"{feedForward}gate{End}", config.HiddenSize, config.IntermediateSize);
            yield return ($"{feedForward}up{End}", config.HiddenSize, config.IntermediateSize);
            yield return ($"{feedForward}down{End}", config.IntermediateSize, config.HiddenSize);
        }
    }

    private static string Short(string name) => name.EndsWith(End, StringComparison.Ordinal) ? name[..^End.Length] : name;
}
