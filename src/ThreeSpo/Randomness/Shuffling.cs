namespace ThreeSpo.Randomness;

/// <summary>Putting things into a random order.</summary>
public static class Shuffling
{
    /// <summary>Shuffles in place; every order is equally likely.</summary>
    /// <param name="draw">The draws.</param>
    /// <param name="items">The items, fewer than 2^20.</param>
    /// <param name="use">What it is for; item i uses index i.</param>
    public static void Shuffle<T>(this Draw draw, Span<T> items, int use)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = draw.Below(i + 1, use + i);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
