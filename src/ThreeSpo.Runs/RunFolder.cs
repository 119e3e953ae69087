using System.Text;

namespace ThreeSpo.Runs;

/// <summary>A run on disk, held by the one process that trains in it.</summary>
/// <remarks>
/// settings.json; run.db; checkpoints/; start/, the policy that it started from; log.txt; and once it has ended, result.json and the policy.
/// </remarks>
public sealed class RunFolder : IDisposable
{
    /// <summary>The settings.</summary>
    public const string SettingsFile = "settings.json";

    /// <summary>The result of a run that has ended.</summary>
    public const string ResultFile = "result.json";

    /// <summary>Where the run stands, in a checkpoint.</summary>
    public const string StateFile = "state.bin";

    /// <summary>Where the policy that a run started from is kept.</summary>
    public const string StartFolder = "start";

    /// <summary>What happened when, a line each.</summary>
    public const string LogFile = "log.txt";

    private const string TensorBoardFolder = "tensorboard";

    /// <summary>What there may be before the settings, which are written last when a run is made.</summary>
    private static readonly string[] BeforeSettings =
    [
        RunLock.FileName, StartFolder, SettingsFile + ".tmp", RunDatabase.FileName, RunDatabase.FileName + "-wal",
        RunDatabase.FileName + "-shm", RunDatabase.FileName + "-journal",
    ];

    private readonly RunLock _lock;

    private RunFolder(string path, RunLock held)
    {
        Path = path;
        _lock = held;
        Checkpoints = new Checkpoints(path);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Its checkpoints.</summary>
    public Checkpoints Checkpoints { get; }

    /// <summary>Where the policy that it started from is kept.</summary>
    public string Start => System.IO.Path.Combine(Path, StartFolder);

    /// <summary>Where TensorBoard looks.</summary>
    public string TensorBoard => System.IO.Path.Combine(Path, TensorBoardFolder);

    /// <summary>Whether a folder is a run's.</summary>
    public static bool IsRun(string path) => File.Exists(System.IO.Path.Combine(path, SettingsFile)) && File.Exists(System.IO.Path.Combine(path, RunDatabase.FileName));

    /// <summary>Whether a folder is what a process left that ended while it made a run, before anything was learned; an empty folder is too.</summary>
    /// <remarks>The lock is made first: a folder of somebody else's that happens to hold nothing but a "start" is not one.</remarks>
    public static bool IsHalfMade(string path)
    {
        if (!Directory.Exists(path))
            return false;

        string[] entries = [.. Directory.EnumerateFileSystemEntries(path).Select(entry => System.IO.Path.GetFileName(entry))];
        return entries.Length == 0 || (entries.Contains(RunLock.FileName) && entries.All(BeforeSettings.Contains));
    }

    /// <summary>Makes a new one, also from one that was left half made; null where the place is taken.</summary>
    /// <param name="path">Its place.</param>
    public static RunFolder? TryCreate(string path)
    {
        if (Directory.Exists(path) && !IsHalfMade(path))
            return null;

        // Whoever gets the lock first has it, where two processes make the same folder at the same moment.
        Directory.CreateDirectory(path);
        try
        {
            var folder = new RunFolder(path, RunLock.Take(path));
            if (IsHalfMade(path))
            {
                folder.Clear();
                return folder;
            }

            folder.Dispose();
            return null;
        }
        catch (Exception fault) when (fault is RunInUseException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Opens one that is there, to go on with.</summary>
    /// <exception cref="RunInUseException">Another process is training in it.</exception>
    public static RunFolder Open(string path) => new(path, RunLock.Take(path));

    /// <summary>Writes a file of the run: whole, or not at all.</summary>
    public void Write(string file, string text) =>
        DurableFiles.Write(System.IO.Path.Combine(Path, file), stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Adds a line to the log.</summary>
    /// <param name="at">When it happened.</param>
    /// <param name="line">What happened.</param>
    public void Log(DateTimeOffset at, string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        File.AppendAllText(System.IO.Path.Combine(Path, LogFile), $"{at:yyyy-MM-dd HH:mm:ss} {line.ReplaceLineEndings(" ")}\n");
    }

    /// <summary>Removes the result of a run that goes on, so that it passes for ended no longer.</summary>
    public void Reopen() => File.Delete(System.IO.Path.Combine(Path, ResultFile));

    /// <summary>Removes the folder: nothing was learned that would be worth keeping.</summary>
    public void Discard()
    {
        Clear();
        _lock.Discard();
        try
        {
            Directory.Delete(Path);
        }
        catch (IOException)
        {
            // Another process has begun a run there by now.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <summary>Removes everything but the lock.</summary>
    private void Clear()
    {
        foreach (string file in Directory.EnumerateFiles(Path).Where(file => System.IO.Path.GetFileName(file) != RunLock.FileName))
            File.Delete(file);

        foreach (string folder in Directory.EnumerateDirectories(Path))
            Directory.Delete(folder, recursive: true);
    }
}
