using System.Runtime.InteropServices;
using System.Text;

namespace ThreeSpo.Saving;

/// <summary>Reads what a <see cref="StateWriter"/> wrote. Never allocates more than the rest of the stream could fill.</summary>
/// <param name="stream">Where from; its length is known, and it stays open.</param>
public sealed class StateReader(Stream stream) : IDisposable
{
    private readonly BinaryReader _reader = new(stream, Encoding.UTF8, leaveOpen: true);

    /// <summary>Bytes that are still to be read.</summary>
    public long Left => stream.Length - stream.Position;

    /// <summary>Reads the beginning of a part.</summary>
    /// <param name="parts">Names that it may have: one for each form that it was ever saved in, the newest last.</param>
    /// <returns>The name that it has.</returns>
    /// <exception cref="InvalidDataException">Another part begins here.</exception>
    public string Expect(params ReadOnlySpan<string> parts)
    {
        string? found = Text();
        return found is not null && parts.Contains(found)
            ? found
            : throw new InvalidDataException($"Found the part '{Shortened(found)}' of a saved run, wanted '{parts[^1]}'. It was saved by another version of the program, or is damaged.");
    }

    /// <summary>Reads yes or no.</summary>
    public bool Truth() => Checked(_reader.ReadBoolean);

    /// <summary>Reads a whole number.</summary>
    public int Integer() => Checked(_reader.ReadInt32);

    /// <summary>Reads a whole number that is not negative.</summary>
    public int Count()
    {
        int count = Integer();
        return count >= 0 ? count : throw Damaged($"the count {count}");
    }

    /// <summary>Reads a whole number.</summary>
    public long Long() => Checked(_reader.ReadInt64);

    /// <summary>Reads 64 bits.</summary>
    public ulong Bits() => Checked(_reader.ReadUInt64);

    /// <summary>Reads a number.</summary>
    public double Number() => BitConverter.Int64BitsToDouble(Long());

    /// <summary>Reads a value of an enumeration.</summary>
    public T Name<T>()
        where T : struct, Enum
    {
        int value = Integer();
        var name = (T)Enum.ToObject(typeof(T), value);
        return Enum.IsDefined(name) ? name : throw Damaged($"{value} for {typeof(T).Name}");
    }

    /// <summary>Reads a text, or null where none was written.</summary>
    public string? Text()
    {
        int length = Integer();
        return length < 0 ? null : new string(Values<char>(length));
    }

    /// <summary>Reads a text that must be there.</summary>
    public string SomeText() => Text() ?? throw Damaged("no text where one must be");

    /// <summary>Reads whole numbers.</summary>
    public int[] Integers() => Values<int>(Count());

    /// <summary>Reads numbers.</summary>
    public float[] Floats() => Values<float>(Count());

    /// <summary>Reads numbers.</summary>
    public double[] Numbers() => Values<double>(Count());

    /// <summary>Reads a list, item by item.</summary>
    public List<T> List<T>(Func<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        int count = Count();
        if (count > Left)
            throw Damaged($"{count} items in {Left} bytes");

        // Grows as it is read: a wrong count ends at the end of the stream, not at the end of memory.
        List<T> items = new(Math.Min(count, 1024));
        for (int i = 0; i < count; i++)
            items.Add(read());

        return items;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private T[] Values<T>(int count)
        where T : unmanaged
    {
        long bytes = (long)count * Marshal.SizeOf<T>();
        if (typeof(T) == typeof(char))
            bytes = (long)count * sizeof(char);
        if (bytes > Left)
            throw Damaged($"{count} values in {Left} bytes");

        var values = new T[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (EndOfStreamException)
        {
            throw Damaged("its end too early");
        }
    }

    private static string Shortened(string? text) =>
        text is null ? "(none)" : new string([.. text.Take(40).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter)]);

    private static InvalidDataException Damaged(string found) => new($"A saved run is damaged: found {found}. Use the checkpoint before.");
}
