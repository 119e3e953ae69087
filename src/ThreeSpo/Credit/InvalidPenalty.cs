using ThreeSpo.Rollouts;

namespace ThreeSpo.Credit;

/// <summary>What an action forfeits that the world refused, or that was badly formed.</summary>
public static class InvalidPenalty
{
    /// <summary>The penalty of one action.</summary>
    /// <returns>0 for a valid action, else the penalty of the settings. In units of reward.</returns>
    /// <remarks>
    /// Not part of 3SPO's Eq. 2: the code that GiGPO (arXiv 2505.10978) was released with subtracts it from the reward of the step
    /// that earned it, and from no other step's.
    /// </remarks>
    public static double Of(Branch branch, CreditSettings settings)
    {
        ArgumentNullException.ThrowIfNull(branch);
        ArgumentNullException.ThrowIfNull(settings);
        return branch.Valid ? 0 : settings.InvalidPenalty;
    }
}
