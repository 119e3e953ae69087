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
        (string Name, Tensor Tensor)[] sorted = [.. tensors.OrderBy(one => one.Name, StringComparer.Ordinal)];
        string temporary = path + ".tmp";
        try
        {
            using (FileStream file = File.Create(temporary))
            {
                file.Write(Header(sorted));
                foreach ((_, Tensor tensor) in sorted)
                    WriteNumbers(file, tensor);

                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static byte[] Header((string Name, Tensor Tensor)[] tensors)
    {
        Dictionary<string, object> entries = new() { ["__metadata__"] = new { format = "pt" } };
        long at = 0;
        foreach ((string name, Tensor tensor) in tensors)
        {
            long size = tensor.numel() * (IsHalf(tensor) ? 2 : 4);
            entries.Add(name, new { dtype = IsHalf(tensor) ? "BF16" : "F32", tensor.shape, data_offsets = new[] { at, at + size } });
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

    private static void WriteNumbers(FileStream file, Tensor tensor)
    {
        using var guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor flat = tensor.detach().to(IsHalf(tensor) ? ScalarType.BFloat16 : ScalarType.Float32).cpu().contiguous().reshape(-1);
        const long Piece = 1 << 22;
        for (long done = 0; done < flat.numel(); done += Piece)
        {
            using Tensor piece = flat.narrow(0, done, Math.Min(Piece, flat.numel() - done)).clone();
            file.Write(piece.bytes);
        }
    }

    private static bool IsHalf(Tensor tensor) => tensor.dtype is ScalarType.BFloat16;
}
