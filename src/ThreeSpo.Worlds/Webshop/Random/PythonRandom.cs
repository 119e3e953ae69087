using System.Numerics;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Python's random numbers, draw for draw, as WebShop's goals are made with them. Not safe for several threads.</summary>
/// <remarks>CPython's module random since 3.2: MT19937 seeded with a whole number, doubles of 53 bits, whole numbers by rejection.</remarks>
public sealed class PythonRandom
{
    private readonly MersenneTwister _bits = new();

    /// <summary>Starts a stream.</summary>
    /// <param name="seed">Any number; one and its negative start the same stream.</param>
    public PythonRandom(long seed) => Seed(seed);

    /// <summary>Starts the stream again, as random.seed does.</summary>
    /// <inheritdoc cref="PythonRandom(long)"/>
    public void Seed(long seed)
    {
        ulong size = seed < 0 ? (ulong)-(seed + 1) + 1 : (ulong)seed;
        _bits.Seed(size > uint.MaxValue ? [(uint)size, (uint)(size >> 32)] : [(uint)size]);
    }

    /// <summary>A number in [0, 1), a multiple of 2^-53.</summary>
    public double Random()
    {
        uint high = _bits.Next() >> 5;
        uint low = _bits.Next() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>A number between two.</summary>
    public double Uniform(double from, double to) => from + ((to - from) * Random());

    /// <summary>Random bits, the first ones lowest.</summary>
    /// <param name="count">How many. In [0, 64].</param>
    public ulong Bits(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 64);
        if (count == 0)
            return 0;
        if (count <= 32)
            return _bits.Next() >> (32 - count);

        ulong low = _bits.Next();
        return low | ((ulong)(_bits.Next() >> (64 - count)) << 32);
    }

    /// <summary>A whole number in [0, <paramref name="bound"/>).</summary>
    /// <param name="bound">The bound, at least 1.</param>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        int bits = 32 - BitOperations.LeadingZeroCount((uint)bound);
        ulong drawn = Bits(bits);
        while (drawn >= (ulong)bound)
            drawn = Bits(bits);

        return (int)drawn;
    }

    /// <summary>Shuffles in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    /// <summary>Distinct numbers below a bound, in the order in which they were drawn: random.sample(range(count), k).</summary>
    /// <param name="count">The bound, at least as large as the sample.</param>
    /// <param name="sample">Takes the numbers. [k]</param>
    public void Sample(int count, Span<int> sample)
    {
        if (sample.Length > count)
            throw new ArgumentException($"A sample of {sample.Length} was wanted from {count}. Take at most as many as there are.", nameof(sample));

        if (count <= LargestPool(sample.Length))
            SampleFromPool(count, sample);
        else
            SampleByRetrying(count, sample);
    }

    /// <summary>Places drawn one by one, any of them perhaps several times: the places that random.choices takes.</summary>
    /// <param name="count">How many places there are. At least 1.</param>
    /// <param name="chosen">Takes the places. [k]</param>
    public void Choices(int count, Span<int> chosen)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        for (int i = 0; i < chosen.Length; i++)
            chosen[i] = (int)(Random() * count);
    }

    /// <summary>Up to this many items Python copies them all; beyond it, it remembers what it has drawn.</summary>
    private static long LargestPool(int sample)
    {
        long size = 21;
        if (sample <= 5)
            return size;

        long power = 1;
        while (power < 3L * sample)
            power *= 4;

        return size + power;
    }

    private void SampleFromPool(int count, Span<int> sample)
    {
        Span<int> pool = count <= 64 ? stackalloc int[count] : new int[count];
        for (int i = 0; i < count; i++)
            pool[i] = i;

        for (int i = 0; i < sample.Length; i++)
        {
            int at = Below(count - i);
            sample[i] = pool[at];
            pool[at] = pool[count - i - 1];
        }
    }

    private void SampleByRetrying(int count, Span<int> sample)
    {
        HashSet<int> drawn = new(sample.Length);
        for (int i = 0; i < sample.Length; i++)
        {
            int one = Below(count);
            while (!drawn.Add(one))
                one = Below(count);

            sample[i] = one;
        }
    }
}
