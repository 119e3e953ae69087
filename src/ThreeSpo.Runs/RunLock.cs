namespace ThreeSpo.Runs;

/// <summary>Keeps a run folder to one process. The system lets go of it when the process ends, however it ends.</summary>
public sealed class RunLock : IDisposable
{
    /// <summary>Its name in the run folder.</summary>
    public const string FileName = "lock";

    /// <summary>What systems call a file that another process holds: EAGAIN on Linux and on macOS, ERROR_SHARING_VIOLATION.</summary>
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    /// <summary>EROFS.</summary>
    private const int ReadOnlySystem = 30;

    private const int MostAttempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a run folder.</summary>
    /// <exception cref="RunInUseException">Another process has it.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing can be written there.</exception>
    public static RunLock Take(string folder)
    {
        string path = Path.Combine(folder, FileName);
        for (int attempt = 0; ; attempt++)
        {
            if (TryTake(path, folder) is { } taken)
                return taken;
            if (attempt == MostAttempts)
                throw new RunInUseException(folder);

            // Whoever looks whether a run is trained holds the lock for a moment.
            Thread.Sleep(Pause);
        }
    }

    private static RunLock? TryTake(string path, string folder)
    {
        try
        {
            return new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (Held.Contains(fault.HResult))
        {
            return null;
        }
        catch (IOException fault) when (fault.HResult == ReadOnlySystem)
        {
            throw new UnauthorizedAccessException($"'{folder}' lies where nothing can be written: {fault.Message}.", fault);
        }
    }

    /// <summary>Whether a process holds the lock of a run folder now.</summary>
    public static bool IsHeld(string folder)
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, FileName), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Held.Contains(fault.HResult);
        }
    }

    /// <summary>Removes the lock's file and lets go of it, in this order where the system allows it: nobody else can take what goes away.</summary>
    public void Discard()
    {
        if (OperatingSystem.IsWindows())
            _file.Dispose();

        File.Delete(_file.Name);
        _file.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

/// <summary>A run folder is in use.</summary>
/// <param name="folder">The folder.</param>
public sealed class RunInUseException(string folder)
    : Exception($"Another process is training in '{folder}'. Wait for it to end, or choose another name=.");
