using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ThreeSpo.Runs.TensorBoard;

/// <summary>A protocol buffers message under construction: fields in the order in which they are added.</summary>
/// <remarks>Each field is a tag, number·8 + wire type, and a value: 0 a varint, 1 eight bytes, 2 a length and as many bytes, 5 four bytes.</remarks>
internal sealed class WireMessage
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The message so far.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>Adds an int64.</summary>
    public WireMessage Add(int field, long value)
    {
        Varint(Tag(field, wireType: 0));
        Varint((ulong)value);
        return this;
    }

    /// <summary>Adds a double.</summary>
    public WireMessage Add(int field, double value)
    {
        Varint(Tag(field, wireType: 1));
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(sizeof(double)), value);
        _bytes.Advance(sizeof(double));
        return this;
    }

    /// <summary>Adds a float.</summary>
    public WireMessage Add(int field, float value)
    {
        Varint(Tag(field, wireType: 5));
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(sizeof(float)), value);
        _bytes.Advance(sizeof(float));
        return this;
    }

    /// <summary>Adds a string.</summary>
    public WireMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds a message.</summary>
    public WireMessage Add(int field, WireMessage value) => Add(field, value.Bytes);

    private WireMessage Add(int field, ReadOnlySpan<byte> value)
    {
        Varint(Tag(field, wireType: 2));
        Varint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    private static ulong Tag(int field, int wireType) => ((ulong)field << 3) | (uint)wireType;

    /// <summary>Seven bits a byte, the lowest first; the eighth says that more follow.</summary>
    private void Varint(ulong value)
    {
        Span<byte> digits = stackalloc byte[10];
        int count = 0;
        for (; value >= 0x80; value >>= 7)
            digits[count++] = (byte)(value | 0x80);

        digits[count++] = (byte)value;
        _bytes.Write(digits[..count]);
    }
}
