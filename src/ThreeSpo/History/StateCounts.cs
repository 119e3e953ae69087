namespace ThreeSpo.History;

/// <summary>How often a state has been visited, and how often that visit ended in success.</summary>
/// <param name="Visits">N_total(s): trajectories that passed through the state. Unit: trajectories; fractional once counts fade.</param>
/// <param name="Successes">N_success(s): those of them that ended in success. At most <paramref name="Visits"/>.</param>
public readonly record struct StateCounts(double Visits, double Successes)
{
    /// <summary>N_fail(s).</summary>
    public double Failures => Visits - Successes;
}
