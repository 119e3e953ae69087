using System.Numerics;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Lengths of texts in one byte: exact up to 40, then four significant bits, rounded down.</summary>
/// <remarks>Lucene 8's SmallFloat.intToByte4: lengths below 24 are their own codes; of longer ones n − 24 is coded as a small float.</remarks>
internal static class LengthCode
{
    private const int Exact = 24;

    /// <summary>The code of a length.</summary>
    /// <param name="length">Unit: tokens. At least 0.</param>
    public static byte Of(int length) => (byte)(length < Exact ? length : Exact + Packed(length - Exact));

    /// <summary>The length that a code stands for. Unit: tokens.</summary>
    public static int Length(byte code) => code < Exact ? code : Exact + Unpacked(code - Exact);

    private static int Packed(int number)
    {
        int bits = 32 - BitOperations.LeadingZeroCount((uint)number);
        if (bits < 4)
            return number;

        int shift = bits - 4;
        return ((shift + 1) << 3) | ((number >> shift) & 7);
    }

    private static int Unpacked(int packed)
    {
        int shift = (packed >> 3) - 1;
        return shift < 0 ? packed : (int)Math.Min(int.MaxValue - Exact, (long)(8 | (packed & 7)) << shift);
    }
}
