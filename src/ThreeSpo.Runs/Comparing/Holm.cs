namespace ThreeSpo.Runs.Comparing;

/// <summary>Several tests at once: probabilities that keep the chance of one false finding among them.</summary>
public static class Holm
{
    /// <summary>Adjusts probabilities.</summary>
    /// <param name="p">One a test. In [0, 1].</param>
    /// <returns>The adjusted ones, in the same order. In [0, 1].</returns>
    /// <remarks>Holm (1979): the k-th smallest of m becomes max over j ≤ k of min(1, (m − j + 1) · p_(j)).</remarks>
    public static double[] Adjust(IReadOnlyList<double> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        double[] adjusted = new double[p.Count];
        double most = 0;
        int rank = 0;
        foreach (int i in Enumerable.Range(0, p.Count).OrderBy(i => p[i]))
        {
            most = Math.Max(most, Math.Min(1, (p.Count - rank++) * p[i]));
            adjusted[i] = most;
        }

        return adjusted;
    }
}
