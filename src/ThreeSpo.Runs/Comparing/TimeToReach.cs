namespace ThreeSpo.Runs.Comparing;

/// <summary>How far one run went until it reached a threshold, or without reaching it.</summary>
/// <param name="At">Sampled actions, tokens or seconds.</param>
/// <param name="Reached">Whether it reached it there; else it is censored: it was looked at so far and not further.</param>
public readonly record struct TimeToReach(double At, bool Reached)
{
    /// <summary>The mean up to a horizon in which runs that never reach the threshold count with what is known of them.</summary>
    /// <param name="times">A run each; at least one.</param>
    /// <param name="horizon">τ: where the mean is cut off, the same for all that is compared.</param>
    /// <remarks>
    /// Kaplan and Meier (1958): the area under S(t) = Π over times t_i ≤ t of (1 − reached_i / at risk_i), from 0 to τ. A run is
    /// at risk at the very moment in which it is censored. After the last time S stays as it is.
    /// </remarks>
    public static double RestrictedMean(IReadOnlyList<TimeToReach> times, double horizon)
    {
        ArgumentNullException.ThrowIfNull(times);
        (double area, double from, double share) = (0, 0, 1);
        foreach ((double at, double after) in Steps(times))
        {
            if (at >= horizon)
                break;

            area += share * (at - from);
            (from, share) = (at, after);
        }

        return area + (share * Math.Max(0, horizon - from));
    }

    /// <summary>Where half of the runs have reached the threshold; null where fewer ever do.</summary>
    /// <remarks>The first t with S(t) ≤ ½, S as in <see cref="RestrictedMean"/>.</remarks>
    public static double? Median(IReadOnlyList<TimeToReach> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        foreach ((double at, double after) in Steps(times))
        {
            if (after <= 0.5 + 1e-12)
                return at;
        }

        return null;
    }

    /// <summary>S after each time at which some run reached the threshold.</summary>
    private static IEnumerable<(double At, double Share)> Steps(IReadOnlyList<TimeToReach> times)
    {
        double share = 1;
        foreach (IGrouping<double, TimeToReach> moment in times.Where(one => one.Reached).GroupBy(one => one.At).OrderBy(one => one.Key))
        {
            int atRisk = times.Count(one => one.At >= moment.Key);
            share *= 1 - ((double)moment.Count() / atRisk);
            yield return (moment.Key, share);
        }
    }
}
