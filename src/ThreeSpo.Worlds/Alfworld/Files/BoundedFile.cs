using System.IO.Compression;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Reads files that anyone may have made, never more of them than a bound.</summary>
internal static class BoundedFile
{
    /// <summary>The most bytes of a game in a file of its own.</summary>
    public const int MaxFileBytes = 16 << 20;

    /// <summary>The most bytes of a game on a line.</summary>
    public const int MaxLineBytes = 1 << 20;

    /// <summary>The most bytes of all lines of one file.</summary>
    public const long MaxTotalBytes = 1L << 30;

    /// <summary>Reads a whole file.</summary>
    public static byte[] Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > MaxFileBytes)
                throw Wrong(path, $"{file.Length} bytes", $"at most {MaxFileBytes}");

            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception error) when (error is EndOfStreamException or UnauthorizedAccessException)
        {
            throw new GameFormatException($"'{path}' cannot be read: {error.Message} Check that it is a file you may read.", error);
        }
    }

    /// <summary>Reads a file line by line, unpacking it if it is a .gz. Empty lines are left out.</summary>
    /// <returns>Line numbers from 1 and their bytes.</returns>
    public static IEnumerable<(int Number, byte[] Line)> Lines(string path)
    {
        using FileStream file = File.OpenRead(path);
        using Stream bytes = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        byte[] buffer = new byte[1 << 16];
        using MemoryStream line = new();
        int number = 1;
        long total = 0;

        for (int count = Fill(bytes, buffer, path); count > 0; count = Fill(bytes, buffer, path))
        {
            total += count;
            if (total > MaxTotalBytes)
                throw Wrong(path, $"more than {MaxTotalBytes} bytes", "fewer");

            for (int at = 0; at < count;)
            {
                int length = buffer.AsSpan(at, count - at).IndexOf((byte)'\n');
                int part = length < 0 ? count - at : length;
                if (line.Length + part > MaxLineBytes)
                    throw Wrong(path, $"more than {MaxLineBytes} bytes on line {number}", "fewer");

                line.Write(buffer, at, part);
                at += part + 1;
                if (length < 0)
                    continue;

                if (line.Length > 0)
                    yield return (number, line.ToArray());
                line.SetLength(0);
                number++;
            }
        }

        if (line.Length > 0)
            yield return (number, line.ToArray());
    }

    private static int Fill(Stream bytes, byte[] buffer, string path)
    {
        try
        {
            return bytes.Read(buffer);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new GameFormatException($"'{path}' cannot be unpacked: {error.Message} Fetch it again.", error);
        }
    }

    private static GameFormatException Wrong(string path, string found, string wanted) =>
        new($"'{path}': found {found}, wanted {wanted}. Check that it is a file of ALFWorld games.");
}
