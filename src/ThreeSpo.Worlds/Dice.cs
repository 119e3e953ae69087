using ThreeSpo.Randomness;

namespace ThreeSpo.Worlds;

/// <summary>The draws of one generated thing, one after another. What was drawn before decides only which number comes next.</summary>
/// <remarks>Only whole numbers are drawn, so that no rounding of any machine can change what is generated.</remarks>
internal sealed class Dice(Draw draw, int use)
{
    private int _drawn;

    /// <summary>A whole number in [0, <paramref name="bound"/>).</summary>
    public int Below(int bound) => draw.Below(bound, use + _drawn++);

    /// <summary>True so many times in a hundred.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of the items, all equally likely.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>A number from <paramref name="min"/> to <paramref name="max"/> with a given mean.</summary>
    /// <remarks>
    /// First a whole number beside the mean, then a uniform one from the side below it or the side above it, the sides in such
    /// proportion that the mean stays. This spreads over the whole range, as real rooms do.
    /// </remarks>
    public int Count(int min, double mean, int max)
    {
        int tenths = (int)Math.Round(mean * 10);
        int middle = (tenths / 10) + (Below(10) < tenths % 10 ? 1 : 0);

        if (min == max)
            return min;

        return Below(max - min) < max - middle
            ? min + Below(middle - min + 1)
            : middle + Below(max - middle + 1);
    }

    /// <summary>Puts the items into a random order, all equally likely.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
