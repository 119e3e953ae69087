using System.Numerics;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>NumPy's older random numbers, RandomState, as far as WebShop's tasks are chosen with them. Not safe for several threads.</summary>
/// <remarks>Frozen by NumPy since 1.17 (NEP 19): MT19937 seeded with one word, whole numbers by masks and rejection.</remarks>
public sealed class NumpyRandomState
{
    private readonly MersenneTwister _bits = new();

    /// <summary>Starts a stream.</summary>
    public NumpyRandomState(uint seed) => _bits.Seed(seed);

    /// <summary>The numbers from 0 to below a bound in random order.</summary>
    /// <param name="count">The bound. At least 0.</param>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
            order[i] = i;

        for (int i = count - 1; i > 0; i--)
        {
            int other = UpTo((uint)i);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    /// <summary>Distinct numbers from <paramref name="from"/> to below <paramref name="to"/>: choice(range(from, to), size, replace=False).</summary>
    /// <param name="from">The least number.</param>
    /// <param name="to">The bound.</param>
    /// <param name="size">How many. At most as many as there are.</param>
    public int[] ChooseDistinct(int from, int to, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (size > to - from)
            throw new ArgumentException($"{size} distinct numbers were wanted from {from} to below {to}. Take at most {Math.Max(0, to - from)}.", nameof(size));

        int[] chosen = Permutation(to - from)[..size];
        for (int i = 0; i < size; i++)
            chosen[i] += from;

        return chosen;
    }

    /// <summary>A whole number in [0, <paramref name="most"/>].</summary>
    private int UpTo(uint most)
    {
        uint mask = (uint)(BitOperations.RoundUpToPowerOf2((ulong)most + 1) - 1);
        uint drawn = _bits.Next() & mask;
        while (drawn > most)
            drawn = _bits.Next() & mask;

        return (int)drawn;
    }
}
