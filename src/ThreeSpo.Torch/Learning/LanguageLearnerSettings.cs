using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ThreeSpo.Torch.Learning;

/// <summary>How a language model learns, beyond what every policy has.</summary>
[Description("language model: how it learns")]
public sealed record LanguageLearnerSettings
{
    /// <summary>Which estimate of the divergence from the frozen start is penalised, with <c>klWeight</c>.</summary>
    [Description("language model: which estimate of the divergence from the frozen start klWeight penalises")]
    public KlEstimate KlEstimate { get; init; } = KlEstimate.K3;

    /// <summary>Weight of the entropy that an update also maximises.</summary>
    [Description("language model: weight of the entropy bonus")]
    [Range(0.0, 100.0)]
    public double EntropyWeight { get; init; }

    /// <summary>λ of AdamW.</summary>
    [Description("language model: decay of the weights (AdamW)")]
    [Range(0.0, 10.0)]
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Optimiser steps over which the step size rises from 0.</summary>
    [Description("language model: optimiser steps over which the step size rises to learningRate")]
    [Range(0, 1_000_000)]
    public int WarmupSteps { get; init; }

    /// <summary>Whether advantages are whitened over an optimiser step's live tokens.</summary>
    [Description("language model: whiten advantages over the tokens of an optimiser step")]
    public bool WhitenAdvantages { get; init; }

    /// <summary>Most tokens that go through the decoder at once while learning; more are done piece by piece with equal result; 0 for 1,024 on the processor and 16,384 on a GPU.</summary>
    [Description("language model: most tokens learned from at once, per thread; 0 = by the device")]
    [Range(0, 1 << 24)]
    public int LearnTokens { get; init; }

    /// <summary>The numbers that it computes with while it samples and learns.</summary>
    [Description("language model: numbers it computes with; bfloat16 keeps float32 masters")]
    public ModelPrecision Precision { get; init; } = ModelPrecision.Float32;

    /// <summary>Whether layers are computed again on the way back: far less memory, about a third more work.</summary>
    [Description("language model: compute layers twice while learning, to save memory")]
    public bool CheckpointLayers { get; init; }
}
