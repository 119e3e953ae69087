using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ThreeSpo.Torch.Models.Lora;

/// <summary>What of a language model learns: all of it, or low-rank adapters.</summary>
[Description("language model: what of it learns")]
public sealed record LoraSettings
{
    /// <summary>r: rank of the adapters; 0 where all weights learn, or the policy brings adapters of its own.</summary>
    [Description("language model: rank of LoRA adapters, which alone learn; 0 = every weight learns")]
    [Range(0, 65_536)]
    public int LoraRank { get; init; }

    /// <summary>α; 0 for 2·r, as most published adapters have it: their strength then does not depend on their rank.</summary>
    [Description("language model: LoRA's α, of which α/rank is its strength; 0 = twice the rank")]
    [Range(0.0, 1e6)]
    public double LoraAlpha { get; init; }

    /// <summary>The adapted maps.</summary>
    [Description("language model: maps that LoRA adapts: all, attention, or a list such as q,v,up")]
    public string LoraTargets { get; init; } = LoraMaps.All;

    /// <summary>Whether the strength is α/√r.</summary>
    [Description("language model: LoRA's strength is α/√rank (rsLoRA)")]
    public bool RsLora { get; init; }

    /// <summary>Where the model lies that an adapter changes.</summary>
    [Description("language model: model under an adapter, where adapter_config.json names another place")]
    public string Base { get; init; } = "";

    /// <summary>The adapters that these settings ask for.</summary>
    /// <exception cref="NotSupportedException">There is no such map.</exception>
    public LoraConfig Wanted => new()
    {
        Rank = LoraRank,
        Alpha = LoraAlpha > 0 ? LoraAlpha : 2 * LoraRank,
        Targets = LoraMaps.Named(LoraTargets),
        RankStabilised = RsLora,
    };
}
