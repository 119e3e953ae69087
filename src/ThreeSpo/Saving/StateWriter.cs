using System.Runtime.InteropServices;
using System.Text;

namespace ThreeSpo.Saving;

/// <summary>Writes the parts of a run one after the other, so that <see cref="StateReader"/> can put them back. Little-endian.</summary>
/// <param name="stream">Where to; stays open.</param>
public sealed class StateWriter(Stream stream) : IDisposable
{
    private readonly BinaryWriter _writer = new(stream, Encoding.UTF8, leaveOpen: true);

    /// <summary>Begins a part: its name is read back and compared, so that a reader that lost its place notices.</summary>
    public void Begin(string part) => Write(part);

    /// <summary>Writes yes or no.</summary>
    public void Write(bool value) => _writer.Write(value);

    /// <summary>Writes a whole number.</summary>
    public void Write(int value) => _writer.Write(value);

    /// <summary>Writes a whole number.</summary>
    public void Write(long value) => _writer.Write(value);

    /// <summary>Writes 64 bits.</summary>
    public void Write(ulong value) => _writer.Write(value);

    /// <summary>Writes a number, all its bits.</summary>
    public void Write(double value) => _writer.Write(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Writes a text, or that there is none. UTF-16, so that any text comes back as it was, lone surrogates too.</summary>
    public void Write(string? text)
    {
        _writer.Write(text?.Length ?? -1);
        _writer.Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    /// <summary>Writes whole numbers.</summary>
    public void Write(ReadOnlySpan<int> values)
    {
        _writer.Write(values.Length);
        _writer.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Writes numbers, all their bits.</summary>
    public void Write(ReadOnlySpan<float> values)
    {
        _writer.Write(values.Length);
        _writer.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Writes numbers, all their bits.</summary>
    public void Write(ReadOnlySpan<double> values)
    {
        _writer.Write(values.Length);
        _writer.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Writes a list, item by item.</summary>
    public void Write<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(write);
        _writer.Write(items.Count);
        foreach (T item in items)
            write(item);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
