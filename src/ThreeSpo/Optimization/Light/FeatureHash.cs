namespace ThreeSpo.Optimization.Light;

/// <summary>Turns a feature, a template and its values, into 32 bits. The same on every machine.</summary>
public static class FeatureHash
{
    /// <summary>A template with up to four small values.</summary>
    public static uint Of(uint template, uint a = 0, uint b = 0, uint c = 0, uint d = 0)
    {
        ulong hash = Mix(template + 0x9E3779B97F4A7C15UL);
        hash = Mix(hash ^ a);
        hash = Mix(hash ^ b);
        hash = Mix(hash ^ c);
        hash = Mix(hash ^ d);
        return (uint)(hash >> 32);
    }

    /// <summary>A text as a value: FNV-1a over its characters.</summary>
    public static uint Text(ReadOnlySpan<char> text)
    {
        uint hash = 2166136261;
        foreach (char letter in text)
            hash = (hash ^ letter) * 16777619;

        return hash;
    }

    /// <summary>One round of a 64-bit finaliser (multiply, xor-shift): every input bit moves every output bit.</summary>
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 32)) * 0xD6E8FEB86659FD93UL;
        value = (value ^ (value >> 32)) * 0xD6E8FEB86659FD93UL;
        return value ^ (value >> 32);
    }
}
