namespace ThreeSpo.Credit;

/// <summary>How GiGPO puts an episode's and a step's advantage together.</summary>
public sealed record GigpoSettings
{
    /// <summary>ω: what the step's advantage weighs beside the episode's. Unitless, at least 0.</summary>
    public double StepWeight { get; init; } = 1;

    /// <summary>F_norm: whether both advantages are divided by their group's standard deviation.</summary>
    public AdvantageNorm Norm { get; init; } = AdvantageNorm.Mean;

    /// <summary>How often a trajectory enters its prompt group's mean.</summary>
    public EpisodeWeighing Weighing { get; init; } = EpisodeWeighing.Steps;

    /// <summary>ε, added to a standard deviation before dividing by it. In units of return.</summary>
    public double Epsilon { get; init; } = 1e-6;
}
