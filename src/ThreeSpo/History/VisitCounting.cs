namespace ThreeSpo.History;

/// <summary>How a state that a trajectory passes more than once is counted (specification, choice 3.4).</summary>
public enum VisitCounting
{
    /// <summary>Once per trajectory.</summary>
    Once,

    /// <summary>At every visit.</summary>
    Every,
}
