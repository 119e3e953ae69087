using System.ComponentModel;

namespace ThreeSpo.Credit;

/// <summary>How often a trajectory's score enters its prompt group's mean and standard deviation.</summary>
public enum EpisodeWeighing
{
    /// <summary>Once for each of its steps, so that long trajectories weigh more. What GiGPO's code does unless told otherwise.</summary>
    [Description("a trajectory counts once for each of its steps")]
    Steps,

    /// <summary>Once.</summary>
    [Description("every trajectory counts once")]
    Trajectories,
}
