using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ThreeSpo.Outside;

namespace ThreeSpo.Optimization.Light;

/// <summary>Light weights on disk: sparse, checksummed, written whole or not at all.</summary>
/// <remarks>
/// Little-endian: "3SPO-LIGHT-1\n"; length and UTF-8 of the features' name; number of weights that are not zero; that many
/// pairs (index as uint16, weight as float32) by rising index; SHA-256 of everything before.
/// </remarks>
public static class LightPolicyFile
{
    private const int MostBytes = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "3SPO-LIGHT-1\n"u8;

    /// <summary>Writes weights to a temporary file beside the path, flushes it, and renames it.</summary>
    public static void Save(string path, LightWeights weights, string features)
    {
        ArgumentNullException.ThrowIfNull(weights);
        string temporary = path + ".tmp";
        try
        {
            using (FileStream file = File.Create(temporary))
            {
                file.Write(Bytes(weights, features));
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

    /// <summary>Reads weights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="features">The features' name that the weights must have been made for.</param>
    /// <exception cref="InvalidDataException">The file is no such file, is damaged, or belongs to other features.</exception>
    public static LightWeights Load(string path, string features) =>
        Read(OutsideFile.Read(path, MostBytes, "light policy"), path, features);

    /// <summary>Reads weights from memory.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="name">What to call them in errors.</param>
    /// <param name="features">The features' name that the weights must have been made for.</param>
    /// <exception cref="InvalidDataException">They are no light policy, are damaged, or belong to other features.</exception>
    public static LightWeights Read(ReadOnlySpan<byte> bytes, string name, string features)
    {
        if (!bytes.StartsWith(Magic) || bytes.Length < Magic.Length + 8 + SHA256.HashSizeInBytes)
            throw new InvalidDataException($"{name}: not a light policy. Give a file that 3spo train or 3spo warmup wrote.");

        ReadOnlySpan<byte> body = bytes[..^SHA256.HashSizeInBytes];
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes[^SHA256.HashSizeInBytes..]))
            throw new InvalidDataException($"{name}: the checksum does not match: the file is damaged. Use another copy, or train again.");

        ReadOnlySpan<byte> rest = body[Magic.Length..];
        string found = Encoding.UTF8.GetString(Take(ref rest, Count(ref rest, name), name));
        if (found != features)
            throw new InvalidDataException($"{name}: made for features '{Printable.Line(found)}', but this world's are '{features}'. Name the world it was made in with world=NAME, or make a new start.");

        return Weights(rest, name);
    }

    private static LightWeights Weights(ReadOnlySpan<byte> rest, string name)
    {
        var weights = new LightWeights();
        int count = Count(ref rest, name);
        if (rest.Length != count * 6L)
            throw new InvalidDataException($"{name}: {count} weights announced, but {rest.Length} bytes follow instead of {count * 6L}.");

        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> pair = Take(ref rest, 6, name);
            float weight = BinaryPrimitives.ReadSingleLittleEndian(pair[2..]);
            if (!float.IsFinite(weight))
                throw new InvalidDataException($"{name}: holds the weight {weight}. Use another copy, or train again.");

            weights.Values[BinaryPrimitives.ReadUInt16LittleEndian(pair)] = weight;
        }

        return weights;
    }

    private static byte[] Bytes(LightWeights weights, string features)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        byte[] name = Encoding.UTF8.GetBytes(features);
        writer.Write(Magic);
        writer.Write(name.Length);
        writer.Write(name);
        writer.Write(weights.Values.Count(weight => weight != 0));
        for (int i = 0; i < weights.Values.Length; i++)
        {
            if (weights.Values[i] == 0)
                continue;

            writer.Write((ushort)i);
            writer.Write(weights.Values[i]);
        }

        writer.Flush();
        byte[] body = memory.ToArray();
        return [.. body, .. SHA256.HashData(body)];
    }

    private static int Count(ref ReadOnlySpan<byte> rest, string name)
    {
        int count = BinaryPrimitives.ReadInt32LittleEndian(Take(ref rest, 4, name));
        return count is >= 0 and <= MostBytes ? count : throw new InvalidDataException($"{name}: holds an impossible count, {count}.");
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count, string name)
    {
        if (rest.Length < count)
            throw new InvalidDataException($"{name}: ends {count - rest.Length} bytes early.");

        ReadOnlySpan<byte> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
