using System.Buffers.Binary;
using System.Numerics;

namespace ThreeSpo.Runs.TensorBoard;

/// <summary>The checksum of a TFRecord: CRC-32 with Castagnoli's polynomial.</summary>
public static class Crc32C
{
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>The checksum of some bytes.</summary>
    /// <remarks>RFC 3720, B.4: polynomial 0x1EDC6F41, bits reflected, all ones at first, inverted at last.</remarks>
    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));

        foreach (byte one in data)
            crc = BitOperations.Crc32C(crc, one);

        return ~crc;
    }

    /// <summary>The checksum as it stands in a file, where the checksum of data that hold their own checksum would be of little use.</summary>
    /// <remarks>TFRecord: turned right by 15 bits, plus 0xA282EAD8.</remarks>
    public static uint Masked(ReadOnlySpan<byte> data) => unchecked(BitOperations.RotateRight(Of(data), 15) + MaskDelta);
}
