namespace ThreeSpo.Tests.Cli;

/// <summary>A folder that is gone after the test.</summary>
/// <param name="below">What it lies in; null for the system's place for such folders.</param>
internal sealed class TemporaryFolder(string? below = null) : IDisposable
{
    /// <summary>A place that lies in memory, or null where there is none: for tests that write much, and not about disks.</summary>
    public static readonly string? Memory = Directory.Exists("/dev/shm") ? "/dev/shm" : null;

    private const string Prefix = "3spo-test-";

    private static int _made;

    public string Path { get; } = below is null ? Directory.CreateTempSubdirectory(Prefix).FullName : Below(below);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Below(string folder)
    {
        while (true)
        {
            string path = System.IO.Path.Combine(folder, $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref _made)}");
            if (!Directory.Exists(path))
                return Directory.CreateDirectory(path).FullName;
        }
    }
}
