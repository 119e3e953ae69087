using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Models;

/// <summary>Writes named tensors to one file: whole, or not at all.</summary>
internal static class SafetensorsWriter
{
    /// <summary>Writes to a temporary file beside the path, flushes it, and renames it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Names and tensors; float32 and bfloat16 keep their type, others become float32.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public static void Write(string path, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        using var staged = new StagedFiles(Path.GetDirectoryName(Path.GetFullPath(path))!);
        staged.Add(Path.GetFileName(path), file => Write(file, [.. tensors.Select(one => WeightSource.Of(one.Name, one.Tensor))]));
        staged.Commit();
    }

    /// <summary>Writes the header and the numbers.</summary>
    /// <param name="file">Where to; at its beginning.</param>
    /// <param name="sources">The tensors.</param>
    /// <param name="type">The type of all of them; null where float32 and bfloat16 keep theirs, and others become float32.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public static void Write(Stream file, IReadOnlyCollection<WeightSource> sources, ScalarType? type = null)
    {
        WeightSource[] sorted = [.. sources.OrderBy(one => one.Name, StringComparer.Ordinal)];
        file.Write(Header(sorted, type));
        foreach (WeightSource source in sorted)
            WriteNumbers(file, source, Written(source, type));
    }

    private static byte[] Header(WeightSource[] sources, ScalarType? type)
    {
        Dictionary<string, object> entries = new() { ["__metadata__"] = new { format = "pt" } };
        long at = 0;
        foreach (WeightSource source in sources)
        {
            ScalarType written = Written(source, type);
            long size = source.Count * WeightTypes.SizeOf(written);
            entries.Add(source.Name, new { dtype = WeightTypes.InTensors(written), shape = source.Shape, data_offsets = new[] { at, at + size } });
            at += size;
        }

        // Padded with blanks so that the numbers begin at a multiple of eight.
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(entries);
        int length = (json.Length + 7) / 8 * 8;
        byte[] header = new byte[8 + length];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)length);
        json.CopyTo(header, 8);
        header.AsSpan(8 + json.Length).Fill((byte)' ');
        return header;
    }

    private static void WriteNumbers(Stream file, WeightSource source, ScalarType type)
    {
        using var guard = no_grad();
        foreach (Tensor piece in source.Pieces())
        {
            using (piece)
            {
                using DisposeScope scope = NewDisposeScope();
                file.Write(piece.to(type).cpu().contiguous().bytes);
            }
        }
    }

    private static ScalarType Written(WeightSource source, ScalarType? type) =>
        type ?? (source.Type is ScalarType.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32);
}
