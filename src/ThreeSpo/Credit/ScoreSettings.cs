namespace ThreeSpo.Credit;

/// <summary>Constants of the state score. Defaults are the paper's.</summary>
public sealed record ScoreSettings
{
    /// <summary>α: how fast known states lose their score. Unitless, at least 0.</summary>
    public double Alpha { get; init; } = 50;

    /// <summary>ξ: failures from which on a state may be given up. Unit: trajectories.</summary>
    public double MaxFailures { get; init; } = 10;

    /// <summary>ζ: success rate above which a state is never given up. In [0, 1].</summary>
    public double MinSuccessRate { get; init; } = 0.1;

    /// <summary>ε: keeps the rate of a state without visits defined. Unit: trajectories.</summary>
    public double Epsilon { get; init; } = 1e-6;
}
