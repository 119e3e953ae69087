namespace ThreeSpo.Worlds.Webshop;

/// <summary>The generator MT19937, seeded in both of its ways: by one word, and by several.</summary>
/// <remarks>Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), with the seeding of 2002. Python and NumPy both draw from it.</remarks>
internal sealed class MersenneTwister
{
    private const int Length = 624;
    private const int Shift = 397;

    private readonly uint[] _words = new uint[Length]; // [624]
    private int _next;

    /// <summary>Starts again from one word.</summary>
    public void Seed(uint seed)
    {
        _words[0] = seed;
        for (int i = 1; i < Length; i++)
            _words[i] = (1812433253u * (_words[i - 1] ^ (_words[i - 1] >> 30))) + (uint)i;

        _next = Length;
    }

    /// <summary>Starts again from several words, at least one.</summary>
    public void Seed(ReadOnlySpan<uint> key)
    {
        Seed(19650218u);
        int i = 1;
        int j = 0;
        for (int left = Math.Max(Length, key.Length); left > 0; left--)
        {
            _words[i] = (_words[i] ^ ((_words[i - 1] ^ (_words[i - 1] >> 30)) * 1664525u)) + key[j] + (uint)j;
            i = Following(i);
            j = (j + 1) % key.Length;
        }

        for (int left = Length - 1; left > 0; left--)
        {
            _words[i] = (_words[i] ^ ((_words[i - 1] ^ (_words[i - 1] >> 30)) * 1566083941u)) - (uint)i;
            i = Following(i);
        }

        _words[0] = 0x80000000u;
        _next = Length;
    }

    /// <summary>32 random bits.</summary>
    public uint Next()
    {
        if (_next == Length)
            Twist();

        uint word = _words[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C5680u;
        word ^= (word << 15) & 0xEFC60000u;
        return word ^ (word >> 18);
    }

    /// <summary>The place after one, where the last one is followed by 1 and hands its word to 0.</summary>
    private int Following(int place)
    {
        if (place + 1 < Length)
            return place + 1;

        _words[0] = _words[Length - 1];
        return 1;
    }

    private void Twist()
    {
        for (int i = 0; i < Length; i++)
        {
            uint mixed = (_words[i] & 0x80000000u) | (_words[(i + 1) % Length] & 0x7FFFFFFFu);
            _words[i] = _words[(i + Shift) % Length] ^ (mixed >> 1) ^ ((mixed & 1) * 0x9908B0DFu);
        }

        _next = 0;
    }
}
