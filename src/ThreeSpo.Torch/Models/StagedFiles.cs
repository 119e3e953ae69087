namespace ThreeSpo.Torch.Models;

/// <summary>Files that take their places in a folder together, once all of them are whole: a disk that fills up leaves the folder as it was.</summary>
/// <param name="folder">The folder; it must be there.</param>
internal sealed class StagedFiles(string folder) : IDisposable
{
    private const string Temporary = ".tmp";

    private readonly List<string> _names = [];

    /// <summary>Writes a file beside its place and flushes it.</summary>
    /// <param name="name">The file's name in the folder.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="IOException">The disk is full, or takes no file as large.</exception>
    public void Add(string name, Action<FileStream> write)
    {
        string path = Path.Combine(folder, name) + Temporary;
        try
        {
            using FileStream file = File.Create(path);
            _names.Add(name);
            write(file);
            file.Flush(flushToDisk: true);
        }
        catch (ArgumentOutOfRangeException fault) when (fault.ParamName == "value")
        {
            // What the runtime makes of EFBIG: a limit on the size of files, or a file system that has one.
            throw new IOException($"'{path}' is larger than its disk takes: {fault.Message}", fault);
        }
    }

    /// <summary>Writes a file of known bytes beside its place.</summary>
    public void Add(string name, ReadOnlyMemory<byte> bytes) => Add(name, file => file.Write(bytes.Span));

    /// <summary>Puts all files into their places, in the order in which they were added.</summary>
    public void Commit()
    {
        foreach (string name in _names)
            File.Move(Path.Combine(folder, name) + Temporary, Path.Combine(folder, name), overwrite: true);

        _names.Clear();
    }

    /// <summary>Removes what took no place.</summary>
    public void Dispose()
    {
        foreach (string name in _names)
            File.Delete(Path.Combine(folder, name) + Temporary);
    }
}
