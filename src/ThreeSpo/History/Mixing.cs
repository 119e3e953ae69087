namespace ThreeSpo.History;

/// <summary>Mixes numbers for checksums that do not depend on an order.</summary>
internal static class Mixing
{
    /// <summary>64 bits that depend on every bit of a key and of what belongs to it.</summary>
    public static ulong Of(StateKey key, ulong value) => Of(key.High, Of(key.Low, value));

    /// <summary>64 bits that depend on every bit of both.</summary>
    /// <remarks>The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) over the first, after the second was mixed in.</remarks>
    public static ulong Of(ulong first, ulong second)
    {
        ulong bits = first ^ (second + 0x9E3779B97F4A7C15);
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
