using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ThreeSpo.History;

/// <summary>How visits are remembered.</summary>
[Description("how visits are remembered")]
public sealed record HistorySettings
{
    /// <summary>Choice 3.4: how a state passed twice by one trajectory is counted.</summary>
    [Description("3.4 how a state passed twice by one trajectory is counted")]
    public VisitCounting Visits { get; init; } = VisitCounting.Once;

    /// <summary>Choice 3.8: trajectories after which a count weighs half; 0 remembers forever.</summary>
    [Description("3.8 trajectories after which a count weighs half; 0 = forever")]
    [Range(0.0, 1e12)]
    public double HalfLife { get; init; } = 2000;
}
