namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Small sets as ascending arrays that are never written to: changing one gives another.</summary>
internal static class SortedSet
{
    public static int[] Add(int[] set, int item)
    {
        int found = Array.BinarySearch(set, item);
        if (found >= 0)
            return set;

        int[] larger = new int[set.Length + 1];
        int at = ~found;
        set.AsSpan(0, at).CopyTo(larger);
        larger[at] = item;
        set.AsSpan(at).CopyTo(larger.AsSpan(at + 1));
        return larger;
    }

    public static int[] Remove(int[] set, int item)
    {
        int at = Array.BinarySearch(set, item);
        if (at < 0)
            return set;

        int[] smaller = new int[set.Length - 1];
        set.AsSpan(0, at).CopyTo(smaller);
        set.AsSpan(at + 1).CopyTo(smaller.AsSpan(at));
        return smaller;
    }
}
