using System.Text;

namespace ThreeSpo.Outside;

/// <summary>Opens and reads files that anyone may have made: never what is no ordinary file, and never more than a bound.</summary>
/// <remarks>
/// Links are followed: Hugging Face's cache consists of them. Pipes and devices say that they are empty, and are refused for that
/// before they are opened: opening a pipe that nobody writes to would wait for ever.
/// </remarks>
public static class OutsideFile
{
    /// <summary>Opens a file to be read.</summary>
    /// <param name="path">The file, or a link to it.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is empty, no file, or cannot be read.</exception>
    public static FileStream Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Try(path, () => Length(path) > 0
            ? File.OpenRead(path)
            : throw new InvalidDataException($"{path}: is empty, or a pipe or device instead of a file. Use another copy."));
    }

    /// <summary>How long a file is, or the file that a link leads to.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is a folder, or cannot be looked at.</exception>
    public static long Length(string path) => Try(path, () =>
    {
        FileSystemInfo found = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
        return new FileInfo(found.FullName).Length;
    });

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">The most bytes that it may have, whatever it says of its own length.</param>
    /// <param name="what">What no such file is when it is larger: "settings file".</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is empty, larger, no file, or cannot be read.</exception>
    public static byte[] Read(string path, int mostBytes, string what)
    {
        using FileStream file = Open(path);
        return Try(path, () =>
        {
            if (file.Length > mostBytes)
                throw TooLarge();

            // A file may grow, or say that it is empty and not be: its length is only what to expect.
            using var memory = new MemoryStream((int)file.Length);
            byte[] part = new byte[1 << 14];
            for (int read = file.Read(part); read > 0; read = file.Read(part))
            {
                if (memory.Length + read > mostBytes)
                    throw TooLarge();

                memory.Write(part, 0, read);
            }

            return memory.ToArray();
        });

        InvalidDataException TooLarge() => new($"{path}: larger than {Shown(mostBytes)}, which no {what} is. Use another copy.");
    }

    /// <summary>Reads a whole file as text: UTF-8, or UTF-16 where it begins with a byte order mark that says so.</summary>
    /// <inheritdoc cref="Read"/>
    public static string ReadText(string path, int mostBytes, string what)
    {
        using var reader = new StreamReader(new MemoryStream(Read(path, mostBytes, what)), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Shown(int bytes) => bytes >= 1 << 20 ? $"{bytes >> 20} MiB" : $"{bytes >> 10} KiB";

    private static T Try<T>(string path, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception fault) when (fault is DirectoryNotFoundException or ArgumentException)
        {
            // The latter where the path holds a NUL, which no file's path does.
            throw new FileNotFoundException($"There is no file '{Printable.Line(path, 200)}'. Check the path.", path, fault);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException || (fault is IOException and not FileNotFoundException))
        {
            throw new InvalidDataException($"{path}: cannot be read: {Printable.Line(fault.Message, 200)} Check that it is a file that you may read.", fault);
        }
    }
}
