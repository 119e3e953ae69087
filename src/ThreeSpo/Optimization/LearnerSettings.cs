using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ThreeSpo.Optimization;

/// <summary>What an update maximises (specification, choice 3.9).</summary>
public enum Objective
{
    /// <summary>The clipped ratio times the advantage: the paper's.</summary>
    Clipped,

    /// <summary>The log-probability times the advantage.</summary>
    Reinforce,

    /// <summary>Direct preference optimisation on the best and the worst action of a group.</summary>
    Dpo,
}

/// <summary>How a policy learns from credited groups.</summary>
[Description("how the policy learns")]
public sealed record LearnerSettings
{
    /// <summary>Choice 3.9: what an update maximises.</summary>
    [Description("3.9 what an update maximises")]
    public Objective Objective { get; init; } = Objective.Clipped;

    /// <summary>The clip range of the ratio. Unitless.</summary>
    [Description("clip range of the probability ratio")]
    [Range(0.0, 10.0)]
    public double Clip { get; init; } = 0.2;

    /// <summary>β: weight of the k3 KL divergence to the frozen start.</summary>
    [Description("weight of the k3 KL divergence to the frozen start")]
    [Range(0.0, 100.0)]
    public double KlWeight { get; init; }

    /// <summary>β of direct preference optimisation.</summary>
    [Description("β of direct preference optimisation (objective=dpo)")]
    [Range(1e-6, 100.0)]
    public double DpoBeta { get; init; } = 0.1;

    /// <summary>Step size of Adam.</summary>
    [Description("step size of Adam")]
    [Range(1e-9, 10.0)]
    public double LearningRate { get; init; } = 0.03;

    /// <summary>Most sampled actions in one optimiser step.</summary>
    [Description("most sampled actions in one optimiser step")]
    [Range(1, 10_000_000)]
    public int MiniBatch { get; init; } = 1024;

    /// <summary>How often an update goes over its actions.</summary>
    [Description("passes over the actions of an update")]
    [Range(1, 1000)]
    public int Passes { get; init; } = 1;

    /// <summary>Largest norm of a gradient; 0 leaves it as it is.</summary>
    [Description("largest gradient norm; 0 = unlimited")]
    [Range(0.0, 1e9)]
    public double MaxGradientNorm { get; init; }

    /// <summary>Whether anything is measured against the frozen start, so that it must be kept.</summary>
    public bool ComparesWithStart => KlWeight > 0 || Objective is Objective.Dpo;
}
