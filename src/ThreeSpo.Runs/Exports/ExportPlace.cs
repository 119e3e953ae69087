namespace ThreeSpo.Runs.Exports;

/// <summary>Where an export goes: whole, or not at all.</summary>
public static class ExportPlace
{
    private const string Writing = ".3spo-export";

    /// <summary>Writes a folder of files: into one beside it first, which then takes its place.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="overwrite">Whether files of the same names in a folder that is there may be replaced; its other files stay.</param>
    /// <param name="write">Writes the files into a folder.</param>
    /// <returns>Paths of the files.</returns>
    /// <exception cref="ExportExistsException">Something is there already, and nothing may be replaced.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static IReadOnlyList<string> WriteFolder(string folder, bool overwrite, Action<string> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        MustBeFree(folder, overwrite);
        string temporary = place + Writing;
        Remove(temporary);
        try
        {
            Directory.CreateDirectory(temporary);
            write(temporary);
            string[] names = [.. Directory.EnumerateFiles(temporary).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
            if (Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any())
                Replace(temporary, place, names);
            else
                TakePlace(temporary, place);

            return [.. names.Select(name => Path.Combine(folder, name))];
        }
        finally
        {
            Remove(temporary);
        }
    }

    /// <summary>Writes one file: beside it first, then renamed.</summary>
    /// <inheritdoc cref="WriteFolder"/>
    public static void WriteFile(string file, bool overwrite, Action<Stream> write)
    {
        MustBeFree(file, overwrite);
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);

        DurableFiles.Write(file, write);
    }

    private static void MustBeFree(string path, bool overwrite)
    {
        if (File.Exists(path) && !overwrite)
            throw new ExportExistsException(path);
        if (Directory.Exists(path) && !overwrite && Directory.EnumerateFileSystemEntries(path).Any())
            throw new ExportExistsException(path);
    }

    private static void TakePlace(string temporary, string place)
    {
        if (Directory.Exists(place))
            Directory.Delete(place);

        DurableFiles.MoveFolder(temporary, place);
    }

    private static void Replace(string temporary, string place, string[] names)
    {
        foreach (string name in names)
            File.Move(Path.Combine(temporary, name), Path.Combine(place, name), overwrite: true);

        DurableFiles.FlushFolder(place);
    }

    private static void Remove(string temporary)
    {
        if (Directory.Exists(temporary))
            Directory.Delete(temporary, recursive: true);
    }
}

/// <summary>An export would replace something.</summary>
/// <param name="path">What is there.</param>
public sealed class ExportExistsException(string path) : Exception($"'{path}' is there already. Choose another place, or replace it with --force.");
