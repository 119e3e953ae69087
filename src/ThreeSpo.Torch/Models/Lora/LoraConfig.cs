namespace ThreeSpo.Torch.Models.Lora;

/// <summary>Which maps of a model low-rank adapters change, and how strongly; what PEFT keeps in adapter_config.json.</summary>
public sealed record LoraConfig
{
    /// <summary>r: rank of an adapter, where <see cref="RankPattern"/> has no other. At least 1.</summary>
    public required int Rank { get; init; }

    /// <summary>α: strength of an adapter, where <see cref="AlphaPattern"/> has no other. Above 0.</summary>
    public required double Alpha { get; init; }

    /// <summary>Names of the adapted maps, or the ends of such names after a dot: "q_proj". Empty for every map of every layer.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Whether the scale is α/√r (rsLoRA) instead of α/r.</summary>
    public bool RankStabilised { get; init; }

    /// <summary>Ranks of some maps, by the ends of their names; the first that fits counts.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> RankPattern { get; init; } = [];

    /// <summary>Strengths of some maps, by the ends of their names; the first that fits counts.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> AlphaPattern { get; init; } = [];

    /// <summary>Share of an adapter's inputs that its first training left out at random. Learning goes on without.</summary>
    public double Dropout { get; init; }

    /// <summary>The model that is adapted: a folder or a name; null where nothing says.</summary>
    public string? Base { get; init; }

    /// <summary>Whether a map is adapted.</summary>
    /// <param name="map">Its whole name: "model.layers.0.self_attn.q_proj".</param>
    public bool Adapts(string map) => Targets.Count == 0 || Targets.Any(target => Names(target, map));

    /// <summary>r of a map.</summary>
    public int RankOf(string map) => RankPattern.Where(one => Names(one.Key, map)).Select(one => (int?)one.Value).FirstOrDefault() ?? Rank;

    /// <summary>What B·A is multiplied with in a map.</summary>
    /// <remarks>Hu et al. (arXiv 2106.09685), section 4.1: α/r. Kalajdzievski (arXiv 2312.03732), eq. 4: α/√r.</remarks>
    public double ScaleOf(string map)
    {
        double alpha = AlphaPattern.Where(one => Names(one.Key, map)).Select(one => (double?)one.Value).FirstOrDefault() ?? Alpha;
        return alpha / (RankStabilised ? Math.Sqrt(RankOf(map)) : RankOf(map));
    }

    private static bool Names(string end, string map) =>
        map.EndsWith(end, StringComparison.Ordinal) && (map.Length == end.Length || map[^(end.Length + 1)] == '.');
}
