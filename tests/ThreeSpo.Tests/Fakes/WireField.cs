using System.Buffers.Binary;
using System.Text;

namespace ThreeSpo.Tests.Fakes;

/// <summary>A field of a protocol buffers message as it was on the wire: fixed-width numbers and varints as bits, the rest as bytes.</summary>
internal sealed record WireField(int Number, ulong Bits, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public double Double => BitConverter.UInt64BitsToDouble(Bits);

    public float Single => BitConverter.UInt32BitsToSingle((uint)Bits);

    /// <summary>The fields of this field's message.</summary>
    public IReadOnlyList<WireField> Fields => Read(Bytes);

    /// <summary>The fields of a message, in their order.</summary>
    public static IReadOnlyList<WireField> Read(ReadOnlySpan<byte> message)
    {
        List<WireField> fields = [];
        while (message.Length > 0)
        {
            ulong tag = Varint(ref message);
            int number = (int)(tag >> 3);
            fields.Add((tag & 7) switch
            {
                0 => new WireField(number, Varint(ref message), []),
                1 => new WireField(number, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref message, 8)), []),
                2 => new WireField(number, 0, Take(ref message, (int)Varint(ref message)).ToArray()),
                5 => new WireField(number, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref message, 4)), []),
                _ => throw new InvalidDataException($"Field {number} has wire type {tag & 7}, which is none."),
            });
        }

        return fields;
    }

    /// <summary>The fields that a path of numbers leads to, through every branch.</summary>
    public static IEnumerable<WireField> At(IEnumerable<WireField> fields, params int[] path)
    {
        IEnumerable<WireField> here = fields.Where(field => field.Number == path[0]);
        return path.Length == 1 ? here : here.SelectMany(field => At(field.Fields, path[1..]));
    }

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte digit = Take(ref message, 1)[0];
            value |= (ulong)(digit & 0x7F) << shift;
            if (digit < 0x80)
                return value;
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> message, int count)
    {
        ReadOnlySpan<byte> taken = message[..count];
        message = message[count..];
        return taken;
    }
}
