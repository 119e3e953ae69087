using System.ComponentModel;

namespace ThreeSpo.Credit;

/// <summary>What a reward is measured against within its group (specification, choice 3.5).</summary>
public enum AdvantageNorm
{
    /// <summary>The group's mean.</summary>
    [Description("reward minus the group's mean")]
    Mean,

    /// <summary>The group's mean, in units of its standard deviation.</summary>
    [Description("reward minus the group's mean, divided by its unbiased standard deviation")]
    MeanStd,
}
