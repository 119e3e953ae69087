namespace ThreeSpo.Optimization;

/// <summary>The k3 estimate of the divergence from a reference policy, on one sampled action.</summary>
public static class KlPenalty
{
    /// <summary>The estimate and its slope.</summary>
    /// <param name="logProbability">ln π(a|s). Unit: nats.</param>
    /// <param name="reference">ln π_ref(a|s). Unit: nats.</param>
    /// <returns>k3, at least 0, and its derivative by <paramref name="logProbability"/>.</returns>
    /// <remarks>Schulman's k3: exp(d) − d − 1 with d = ln π_ref − ln π.</remarks>
    public static (double Value, double Slope) K3(double logProbability, double reference)
    {
        double difference = reference - logProbability;
        double ratio = Math.Exp(difference);
        return (ratio - difference - 1, 1 - ratio);
    }
}
