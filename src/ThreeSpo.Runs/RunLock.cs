namespace ThreeSpo.Runs;

/// <summary>Keeps a run folder to one process. The system lets go of it when the process ends, however it ends.</summary>
public sealed class RunLock : IDisposable
{
    private const string File = "lock";
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a run folder.</summary>
    /// <exception cref="RunInUseException">Another process has it.</exception>
    public static RunLock Take(string folder)
    {
        string path = Path.Combine(folder, File);
        try
        {
            return new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (fault is not (DirectoryNotFoundException or PathTooLongException) && System.IO.File.Exists(path))
        {
            throw new RunInUseException(folder);
        }
    }

    /// <summary>Whether a process holds the lock of a run folder now.</summary>
    public static bool IsHeld(string folder)
    {
        string path = Path.Combine(folder, File);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return System.IO.File.Exists(path) && fault is not UnauthorizedAccessException;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

/// <summary>A run folder is in use.</summary>
/// <param name="folder">The folder.</param>
public sealed class RunInUseException(string folder)
    : Exception($"Another process is training in '{folder}'. Wait for it to end, or choose another name=.");
