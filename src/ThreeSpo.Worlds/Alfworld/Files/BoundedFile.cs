using System.IO.Compression;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Reads files of games that anyone may have made, never more of them than a bound: some tenfold of what ALFWorld's own files have.</summary>
internal static class BoundedFile
{
    /// <summary>The most bytes of a game in a file of its own. ALFWorld's have 120 KB.</summary>
    public const int MaxFileBytes = 2 << 20;

    /// <summary>The most bytes of a game on a line. ALFWorld's have 16 KB.</summary>
    public const int MaxLineBytes = 1 << 18;

    /// <summary>The most bytes of all lines of one file, unpacked. ALFWorld's have 32 MB.</summary>
    public const long MaxTotalBytes = 1L << 28;

    /// <summary>The most lines of one file, empty ones included. ALFWorld's have 3553.</summary>
    public const int MaxLines = 10_000;

    /// <summary>Reads a whole file.</summary>
    public static byte[] Read(string path) => Try(path, () => OutsideFile.Read(path, MaxFileBytes, "game"));

    /// <summary>Reads a file line by line, unpacking it if it is a .gz. Empty lines are left out.</summary>
    /// <returns>Line numbers from 1 and their bytes.</returns>
    public static IEnumerable<(int Number, byte[] Line)> Lines(string path)
    {
        using FileStream file = Try(path, () => OutsideFile.Open(path));
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
                if (number++ == MaxLines)
                    throw Wrong(path, $"more than {MaxLines} lines", "fewer");
            }
        }

        if (line.Length > 0)
            yield return (number, line.ToArray());
    }

    private static int Fill(Stream bytes, byte[] buffer, string path) => Try(path, () => bytes.Read(buffer));

    private static T Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is InvalidDataException || (fault is IOException and not FileNotFoundException))
        {
            throw new GameFormatException($"'{path}' cannot be read or unpacked: {fault.Message} Fetch it again.", fault);
        }
    }

    private static GameFormatException Wrong(string path, string found, string wanted) =>
        new($"'{path}': found {found}, wanted {wanted}. Check that it is a file of ALFWorld games.");
}
