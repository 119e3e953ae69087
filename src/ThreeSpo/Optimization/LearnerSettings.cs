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

    /// <summary>The log-probability times the advantage and the clipped ratio, the ratio a constant to the gradient: CISPO's.</summary>
    Cispo,
}

/// <summary>What a ratio of probabilities is taken of.</summary>
public enum RatioLevel
{
    /// <summary>Each token on its own.</summary>
    Token,

    /// <summary>The answer as a whole, the geometric mean over its tokens: GSPO's.</summary>
    Sequence,
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

    /// <summary>ε_high: the upper clip range where it differs from the lower; 0 = the same as <see cref="Clip"/>.</summary>
    [Description("upper clip range of the probability ratio; 0 = as clip")]
    [Range(0.0, 10.0)]
    public double ClipHigh { get; init; }

    /// <summary>c: most that the ratio of an action with a negative advantage counts, 1 or more; 0 = in full.</summary>
    [Description("dual clip: most that a bad action's ratio counts, from 1; 0 = in full")]
    [Range(0.0, 1e9)]
    public double DualClip { get; init; }

    /// <summary>What the ratio is taken of. An action of the light policy is one token: both are the same.</summary>
    [Description("whose probability ratio is clipped: each token's, or the answer's (GSPO)")]
    public RatioLevel Ratio { get; init; } = RatioLevel.Token;

    /// <summary>Whether CISPO drops the actions that PPO's clip would drop.</summary>
    [Description("objective=cispo: drop what the clip of objective=clipped would drop")]
    public bool ClipMask { get; init; }

    /// <summary>How the losses of tokens become one number. An action of the light policy is one token: the mean over actions.</summary>
    [Description("how the losses of an update's tokens become one number")]
    public LossAggregation Aggregation { get; init; } = LossAggregation.SeqMeanTokenSum;

    /// <summary>β: weight of the k3 KL divergence to the frozen start.</summary>
    [Description("weight of the k3 KL divergence to the frozen start")]
    [Range(0.0, 100.0)]
    public double KlWeight { get; init; }

    /// <summary>The divergence that its weight is adapted towards; 0 keeps the weight. Unit: nats per action.</summary>
    [Description("divergence that klWeight is adapted to, nats per action; 0 = never")]
    [Range(0.0, 1e6)]
    public double KlTarget { get; init; }

    /// <summary>Sampled actions over which the weight of the divergence may change by a fifth of itself.</summary>
    [Description("actions over which klWeight may change by a fifth")]
    [Range(1.0, 1e12)]
    public double KlHorizon { get; init; } = 10_000;

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

    /// <summary>How much the critic's loss moves what the critic shares with the policy.</summary>
    [Description("weight of the critic's loss where critic and policy share weights")]
    [Range(0.0, 100.0)]
    public double ValueWeight { get; init; } = 0.5;

    /// <summary>How far a value may go from the old one before its gradient ends; 0 = any distance. In units of return.</summary>
    [Description("how far a value may move in an update; 0 = unlimited")]
    [Range(0.0, 1e9)]
    public double ValueClip { get; init; } = 0.5;

    /// <summary>Step size of Adam for the critic's own weights.</summary>
    [Description("step size of Adam for the critic")]
    [Range(1e-9, 10.0)]
    public double ValueRate { get; init; } = 0.01;

    /// <summary>Whether anything is measured against the frozen start, so that it must be kept.</summary>
    public bool ComparesWithStart => KlWeight > 0 || Objective is Objective.Dpo;
}
