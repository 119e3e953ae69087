using System.Buffers.Binary;

namespace ThreeSpo.Runs.TensorBoard;

/// <summary>The frame around one record of a TFRecord file.</summary>
public static class RecordFrame
{
    private const int HeaderBytes = sizeof(ulong) + sizeof(uint);
    private const int FooterBytes = sizeof(uint);

    /// <summary>Frames a record.</summary>
    /// <returns>The length (8 bytes), its masked checksum (4), the record, its masked checksum (4); numbers little-endian.</returns>
    public static byte[] Around(ReadOnlySpan<byte> record)
    {
        byte[] framed = new byte[HeaderBytes + record.Length + FooterBytes];
        Span<byte> length = framed.AsSpan(0, sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(sizeof(ulong)), Crc32C.Masked(length));
        record.CopyTo(framed.AsSpan(HeaderBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(HeaderBytes + record.Length), Crc32C.Masked(record));
        return framed;
    }
}
