using System.Buffers.Binary;
using System.Text.Json;
using ThreeSpo.Outside;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>Named tensors in one file, read one at a time.</summary>
/// <remarks>
/// Eight bytes, little-endian: length of the header; the header, JSON: name → dtype, shape, data_offsets [from, to) counted from its end;
/// then the numbers, little-endian, row by row, tensor after tensor without a gap.
/// </remarks>
internal sealed class SafetensorsFile : IDisposable
{
    private const int MostHeaderBytes = 100_000_000;
    private const int PieceBytes = 1 << 24;
    private const int MostSides = 64;

    private readonly FileStream _file;
    private readonly string _path;
    private readonly long _start;
    private readonly Dictionary<string, Entry> _entries;

    private SafetensorsFile(FileStream file, string path, long start, Dictionary<string, Entry> entries)
    {
        _file = file;
        _path = path;
        _start = start;
        _entries = entries;
    }

    /// <summary>Names of the tensors.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or is damaged.</exception>
    public static SafetensorsFile Open(string path)
    {
        FileStream file = OutsideFile.Open(path);
        try
        {
            Span<byte> prefix = stackalloc byte[8];
            if (file.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
                throw Damaged(path, $"{file.Length} bytes are too few");

            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
            if (length is < 2 or > MostHeaderBytes || (long)length > file.Length - 8)
                throw Damaged(path, $"the header claims {length} of the file's {file.Length} bytes");

            byte[] header = new byte[length];
            file.ReadExactly(header);
            long start = 8 + (long)length;
            return new SafetensorsFile(file, path, start, Entries(header, path, file.Length - start));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The shape of a tensor.</summary>
    public IReadOnlyList<long> Shape(string name) => Find(name).Shape;

    /// <summary>Reads a tensor in the type it has in the file.</summary>
    public Tensor Read(string name)
    {
        Entry entry = Find(name);
        Tensor all = empty([.. entry.Shape], entry.Type);
        CopyTo(entry, all);
        return all;
    }

    /// <summary>Reads a tensor into one of equal shape, converting its numbers.</summary>
    /// <exception cref="InvalidDataException">The shapes differ.</exception>
    public void ReadInto(string name, Tensor destination)
    {
        Entry entry = Find(name);
        if (!entry.Shape.AsSpan().SequenceEqual(destination.shape))
        {
            throw new InvalidDataException(
                $"{_path}: '{name}' has shape [{string.Join(", ", entry.Shape)}], but config.json asks for [{string.Join(", ", destination.shape)}]. "
                + "Use the two files of one model.");
        }

        CopyTo(entry, destination);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Copies piece by piece: a span holds no more than 2 GiB, a tensor may.</summary>
    private void CopyTo(Entry entry, Tensor destination)
    {
        int size = SizeOf(entry.Type);
        long count = entry.Shape.Aggregate(1L, (product, side) => product * side);
        using var guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor flat = destination.reshape(-1);
        _file.Position = _start + entry.From;
        for (long done = 0; done < count;)
        {
            long here = Math.Min(count - done, PieceBytes / size);
            using Tensor piece = empty([here], entry.Type);
            if (_file.ReadAtLeast(piece.bytes[..(int)(here * size)], (int)(here * size), throwOnEndOfStream: false) < here * size)
                throw Damaged(_path, "it has become shorter since its header was read");

            flat.narrow(0, done, here).copy_(piece);
            done += here;
        }
    }

    private Entry Find(string name) => _entries.TryGetValue(name, out Entry? entry)
        ? entry
        : throw new InvalidDataException($"{_path}: holds no tensor '{name}'. Use the weights that belong to this config.json.");

    private static Dictionary<string, Entry> Entries(byte[] header, string path, long dataBytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 8 });
            Dictionary<string, Entry> entries = [];
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Name is "__metadata__")
                    continue;
                if (!entries.TryAdd(property.Name, Entry.Of(property, path, dataBytes)))
                    throw Damaged(path, $"'{Printable.Line(property.Name)}' stands in the header twice");
            }

            CheckOrder(entries, path, dataBytes);
            return entries;
        }
        catch (JsonException)
        {
            throw Damaged(path, "its header is not JSON");
        }
        catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Damaged(path, "its header has another form, wanted name → dtype, shape and data_offsets");
        }
    }

    /// <summary>Numbers that two tensors share, or that none claims, belong to a file that was not written as a whole.</summary>
    private static void CheckOrder(Dictionary<string, Entry> entries, string path, long dataBytes)
    {
        long end = 0;
        foreach ((string name, Entry entry) in entries.OrderBy(one => one.Value.From).ThenBy(one => one.Value.To))
        {
            if (entry.From != end)
                throw Damaged(path, $"'{Printable.Line(name)}' begins at byte {entry.From} of the numbers, wanted {end}: tensors lie one after another");

            end = entry.To;
        }

        if (end != dataBytes)
            throw Damaged(path, $"its tensors end at byte {end} of {dataBytes}, wanted all of them one after another");
    }

    private static InvalidDataException Damaged(string path, string how) =>
        new($"{path}: no safetensors file: {how}. Download it again.");

    private static int SizeOf(ScalarType type) => type switch
    {
        ScalarType.Float64 => 8,
        ScalarType.Float32 => 4,
        _ => 2,
    };

    private sealed record Entry(ScalarType Type, long[] Shape, long From, long To)
    {
        public static Entry Of(JsonProperty property, string path, long dataBytes)
        {
            string name = Printable.Line(property.Name);
            string dtype = property.Value.GetProperty("dtype").GetString() ?? "";
            ScalarType type = dtype switch
            {
                "F64" => ScalarType.Float64,
                "F32" => ScalarType.Float32,
                "BF16" => ScalarType.BFloat16,
                "F16" => ScalarType.Float16,
                _ => throw Damaged(path, $"'{name}' is of type '{Printable.Line(dtype)}', wanted F64, F32, BF16 or F16 (quantised weights are not supported)"),
            };
            long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(side => side.GetInt64())];
            long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(one => one.GetInt64())];
            return offsets is [>= 0, _] && offsets[1] <= dataBytes && offsets[0] <= offsets[1] && Bytes(shape, SizeOf(type)) == offsets[1] - offsets[0]
                ? new Entry(type, shape, offsets[0], offsets[1])
                : throw Damaged(path, $"'{name}' has shape {Shown(shape)} and lies at {Shown(offsets)} of {dataBytes} bytes, which does not fit");
        }

        /// <summary>How many bytes a shape takes; −1 where a side is negative, or the others are too large for any file.</summary>
        private static long Bytes(long[] shape, long size)
        {
            // A side of 0 must not hide what overflows where tensors are made.
            Int128 product = size;
            foreach (long side in shape.Where(side => side != 0))
            {
                product *= side;
                if (side < 0 || product > long.MaxValue)
                    return -1;
            }

            return shape.Contains(0) ? 0 : (long)product;
        }

        /// <summary>The numbers; of very many the first, and that is cut.</summary>
        private static string Shown(long[] numbers) => $"[{Printable.Line(string.Join(", ", numbers.Take(MostSides)))}]";
    }
}
