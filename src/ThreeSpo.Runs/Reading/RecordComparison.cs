namespace ThreeSpo.Runs.Reading;

/// <summary>How far the records of two runs are the same.</summary>
/// <param name="Equal">Whether everything that both did is the same, byte for byte.</param>
/// <param name="Common">Iterations that both have.</param>
/// <param name="FirstDifference">The first of them, from 0, that sampled something else; null where all of them are the same.</param>
public sealed record RecordComparison(bool Equal, int Common, int? FirstDifference)
{
    /// <summary>Compares two runs, by the fingerprints of their iterations first.</summary>
    public static RecordComparison Of(RunReader one, RunReader other)
    {
        IReadOnlyList<string> left = Fingerprints(one);
        IReadOnlyList<string> right = Fingerprints(other);
        int common = Math.Min(left.Count, right.Count);
        for (int i = 0; i < common; i++)
        {
            if (left[i] != right[i])
                return new RecordComparison(false, common, i);
        }

        return new RecordComparison(left.Count == right.Count && one.DumpHash() == other.DumpHash(), common, null);
    }

    private static IReadOnlyList<string> Fingerprints(RunReader run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.All("SELECT fingerprint FROM iteration ORDER BY number", row => row.Text(0));
    }
}
