namespace ThreeSpo.Randomness;

/// <summary>Choosing in proportion to weights.</summary>
public static class Weighted
{
    /// <summary>Picks one item.</summary>
    /// <param name="items">At least one item.</param>
    /// <param name="weight">Each item's weight, at least 0. Where all are 0, every item is equally likely.</param>
    /// <param name="draw">A uniform number in [0, 1).</param>
    public static T Pick<T>(IReadOnlyList<T> items, Func<T, double> weight, double draw)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(weight);

        double[] upTo = new double[items.Count];
        double sum = 0;
        for (int i = 0; i < upTo.Length; i++)
            upTo[i] = sum += weight(items[i]);

        if (!(sum > 0))
            return items[(int)(draw * items.Count)];

        // The first running sum above the mark; an item of weight 0 is never above it before its predecessor is.
        double mark = draw * sum;
        int at = Array.FindIndex(upTo, value => value > mark);
        return items[at >= 0 ? at : upTo.Length - 1];
    }
}
