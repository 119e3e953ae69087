namespace ThreeSpo.Optimization;

/// <summary>Cuts the groups of an update into optimiser steps.</summary>
public static class MiniBatches
{
    /// <summary>Consecutive ranges of at most so many actions each; a group with more is a step of its own.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="actions">Sampled actions of a group.</param>
    /// <param name="most">Most sampled actions in one step.</param>
    public static IEnumerable<Range> Of<T>(IReadOnlyList<T> groups, Func<T, int> actions, int most)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(actions);
        int start = 0;
        while (start < groups.Count)
        {
            int end = start;
            for (int sum = 0; end < groups.Count && (end == start || sum + actions(groups[end]) <= most); end++)
                sum += actions(groups[end]);

            yield return start..end;
            start = end;
        }
    }
}
