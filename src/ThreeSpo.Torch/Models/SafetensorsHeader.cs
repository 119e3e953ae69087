using System.Buffers.Binary;
using System.Text.Json;
using ThreeSpo.Outside;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>What a safetensors file says of its tensors: names, types, shapes and places, read without their numbers.</summary>
/// <param name="Entries">The tensors by name.</param>
/// <param name="Start">Where the numbers begin. Unit: bytes.</param>
/// <remarks>
/// Eight bytes, little-endian: length of the header; the header, JSON: name → dtype, shape, data_offsets [from, to) counted from its end;
/// then the numbers, little-endian, row by row, tensor after tensor without a gap.
/// </remarks>
internal sealed record SafetensorsHeader(IReadOnlyDictionary<string, SafetensorsEntry> Entries, long Start)
{
    private const int MostBytes = 100_000_000;
    private const int MostSides = 64;

    /// <summary>Reads the header of an open file.</summary>
    /// <param name="file">The file, at its beginning.</param>
    /// <param name="path">What to call it in errors.</param>
    /// <exception cref="InvalidDataException">It is no such file, or is damaged.</exception>
    public static SafetensorsHeader Read(FileStream file, string path)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (file.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
            throw Damaged(path, $"{file.Length} bytes are too few");

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is < 2 or > MostBytes || (long)length > file.Length - 8)
            throw Damaged(path, $"the header claims {length} of the file's {file.Length} bytes");

        byte[] header = new byte[length];
        file.ReadExactly(header);
        long start = 8 + (long)length;
        return new SafetensorsHeader(Tensors(header, path, file.Length - start), start);
    }

    public static InvalidDataException Damaged(string path, string how) =>
        new($"{path}: no safetensors file: {how}. Download it again.");

    private static Dictionary<string, SafetensorsEntry> Tensors(byte[] header, string path, long dataBytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 8 });
            Dictionary<string, SafetensorsEntry> entries = [];
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Name is "__metadata__")
                    continue;
                if (!entries.TryAdd(property.Name, Entry(property, path, dataBytes)))
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
    private static void CheckOrder(Dictionary<string, SafetensorsEntry> entries, string path, long dataBytes)
    {
        long end = 0;
        foreach ((string name, SafetensorsEntry entry) in entries.OrderBy(one => one.Value.From).ThenBy(one => one.Value.To))
        {
            if (entry.From != end)
                throw Damaged(path, $"'{Printable.Line(name)}' begins at byte {entry.From} of the numbers, wanted {end}: tensors lie one after another");

            end = entry.To;
        }

        if (end != dataBytes)
            throw Damaged(path, $"its tensors end at byte {end} of {dataBytes}, wanted all of them one after another");
    }

    private static SafetensorsEntry Entry(JsonProperty property, string path, long dataBytes)
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
        return offsets is [>= 0, _] && offsets[1] <= dataBytes && offsets[0] <= offsets[1] && Bytes(shape, WeightTypes.SizeOf(type)) == offsets[1] - offsets[0]
            ? new SafetensorsEntry(type, shape, offsets[0], offsets[1])
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

/// <summary>One tensor of a file.</summary>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">Its sides; none for a single number.</param>
/// <param name="From">Where it begins, counted from the end of the header. Unit: bytes.</param>
/// <param name="To">Where it ends.</param>
internal sealed record SafetensorsEntry(ScalarType Type, IReadOnlyList<long> Shape, long From, long To)
{
    /// <summary>How many numbers it has.</summary>
    public long Count => Shape.Aggregate(1L, (product, side) => product * side);
}
