using System.Buffers.Binary;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Runs.TensorBoard;

/// <summary>Reads event files back with arithmetic of its own, and refuses what a checksum does not vouch for.</summary>
internal static class EventFileReader
{
    public sealed record Event(double WallTime, long Step, string? FileVersion, IReadOnlyList<(string Tag, float Value)> Scalars);

    public static IReadOnlyList<Event> Read(string path)
    {
        // Shared, because the writer may still have it open.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        List<Event> events = [];
        for (ReadOnlySpan<byte> rest = bytes; rest.Length > 0;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(Checked(rest, 8));
            events.Add(Decode(Checked(rest[12..], length)));
            rest = rest[(12 + length + 4)..];
        }

        return events;
    }

    private static Event Decode(ReadOnlySpan<byte> record)
    {
        IReadOnlyList<WireField> fields = WireField.Read(record);
        return new Event(
            WireField.At(fields, 1).Single().Double,
            (long)(WireField.At(fields, 2).SingleOrDefault()?.Bits ?? 0),
            WireField.At(fields, 3).SingleOrDefault()?.Text,
            [.. WireField.At(fields, 5, 1).Select(value => (WireField.At(value.Fields, 1).Single().Text, WireField.At(value.Fields, 2).Single().Single))]);
    }

    private static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> bytes, int length)
    {
        ReadOnlySpan<byte> data = bytes[..length];
        uint crc = BitByBit(data);
        uint masked = unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8);
        return masked == BinaryPrimitives.ReadUInt32LittleEndian(bytes[length..])
            ? data : throw new InvalidDataException("A checksum is wrong.");
    }

    private static uint BitByBit(ReadOnlySpan<byte> data)
    {
        uint crc = ~0u;
        foreach (byte one in data)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
        }

        return ~crc;
    }
}
