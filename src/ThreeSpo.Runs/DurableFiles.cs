using System.Runtime.InteropServices;

namespace ThreeSpo.Runs;

/// <summary>Files that are whole or absent, even after a power cut: written beside their place, flushed, renamed, and the folder flushed.</summary>
public static partial class DurableFiles
{
    private const int ReadOnly = 0;

    /// <summary>Writes a file; where there was one before, it is the old one or the new one at any moment.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="write">Writes its content.</param>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string temporary = path + ".tmp";
        try
        {
            using (FileStream file = File.Create(temporary))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Puts a finished folder in its place, with everything in it flushed.</summary>
    public static void MoveFolder(string from, string to)
    {
        FlushTree(from);
        Directory.Move(from, to);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>Makes everything in a folder outlast a power cut.</summary>
    public static void FlushTree(string from)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            using FileStream stream = File.Open(file, FileMode.Open, FileAccess.ReadWrite);
            stream.Flush(flushToDisk: true);
        }

        foreach (string folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Append(from))
            FlushFolder(folder);
    }

    /// <summary>Makes the names in a folder outlast a power cut. Where the system has no such call, its journal has to do.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;

        int descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            return;

        // Some file systems refuse to flush folders; what was renamed is then as safe as they make it.
        _ = Flush(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
