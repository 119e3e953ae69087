using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ThreeSpo.Cli.Verbs;

/// <summary>The numbers that 3spo explain score puts into the formulas. Defaults are the paper's.</summary>
internal sealed record ScoreExample
{
    [Description("N_total(s): trajectories through the state")]
    [Range(0.0, 1e15)]
    public double Visits { get; init; } = 10;

    [Description("N_success(s): those that succeeded")]
    [Range(0.0, 1e15)]
    public double Successes { get; init; } = 1;

    [Description("N_total(s') of the state that the step leads to")]
    [Range(0.0, 1e15)]
    public double NextVisits { get; init; }

    [Description("N_success(s')")]
    [Range(0.0, 1e15)]
    public double NextSuccesses { get; init; }

    [Description("t: trajectories finished in the run, plus one")]
    [Range(1.0, 1e15)]
    public double T { get; init; } = 100;

    [Description("α")]
    [Range(0.0, 1e6)]
    public double Alpha { get; init; } = 50;

    [Description("ξ")]
    [Range(1.0, 1e12)]
    public double MaxFailures { get; init; } = 10;

    [Description("ζ")]
    [Range(0.0, 1.0)]
    public double MinSuccessRate { get; init; } = 0.1;

    [Description("ω_k")]
    [Range(0.0, 1e6)]
    public double OmegaDecay { get; init; } = 0.1;

    [Description("G_max")]
    [Range(1, 1024)]
    public int MaxWidth { get; init; } = 8;
}
