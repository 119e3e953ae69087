using System.Buffers.Binary;

namespace ThreeSpo.Tests.Security.Fuzzing;

/// <summary>Damage to bytes whatever they mean: flipped bits, missing ends, parts doubled, moved and left out, lengths at their extremes.</summary>
internal static class ByteDamage
{
    private const int MostBytes = 1 << 20;

    private static readonly long[] Extremes =
        [0, 1, -1, 7, 8, 127, 128, 255, 256, short.MaxValue, ushort.MaxValue, 100_000_000, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 40, long.MaxValue, long.MinValue];

    /// <summary>Damages once to four times.</summary>
    public static byte[] Do(byte[] whole, Chance chance)
    {
        byte[] bytes = [.. whole];
        for (int left = 1 + chance.Below(4); left > 0; left--)
            bytes = Once(bytes, chance);

        return bytes;
    }

    private static byte[] Once(byte[] bytes, Chance chance)
    {
        if (bytes.Length == 0)
            return [(byte)chance.Below(256)];

        int at = chance.Below(bytes.Length);
        int length = Math.Min(chance.Below(64), bytes.Length - at);
        switch (chance.Below(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << chance.Below(8));
                return bytes;
            case 1:
                bytes[at] = (byte)chance.Below(256);
                return bytes;
            case 2:
                return bytes[..at];
            case 3:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 4:
                return bytes.Length > MostBytes ? bytes[..at] : [.. bytes[..(at + length)], .. bytes[at..]];
            case 5:
                int from = chance.Below(bytes.Length);
                bytes.AsSpan(from, Math.Min(length, bytes.Length - from)).ToArray().CopyTo(bytes, Math.Min(at, bytes.Length - Math.Min(length, bytes.Length - from)));
                return bytes;
            case 6:
                Overwrite(bytes, at, chance);
                return bytes;
            default:
                byte[] noise = [.. Enumerable.Range(0, 1 + chance.Below(16)).Select(_ => (byte)chance.Below(256))];
                return [.. bytes[..at], .. noise, .. bytes[at..]];
        }
    }

    /// <summary>Puts an extreme number where a length may stand: near the beginning half of the time.</summary>
    private static void Overwrite(byte[] bytes, int at, Chance chance)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, chance.Of(Extremes));
        int width = chance.Of([2, 4, 8]);
        int place = chance.OneIn(2) ? chance.Below(Math.Min(bytes.Length, 64)) : at;
        number[..Math.Min(width, bytes.Length - place)].CopyTo(bytes.AsSpan(place));
    }
}
