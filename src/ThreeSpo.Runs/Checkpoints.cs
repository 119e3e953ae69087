using System.Globalization;

namespace ThreeSpo.Runs;

/// <summary>The checkpoints of a run: folders that are whole or absent, the newest and the best of which are kept.</summary>
/// <param name="run">The run's folder.</param>
public sealed class Checkpoints(string run)
{
    private const string Folder = "checkpoints";
    private const string Writing = ".writing";

    private string Root { get; } = Path.Combine(run, Folder);

    /// <summary>Writes one: into a folder beside its place, then everything is flushed and the folder renamed.</summary>
    /// <param name="position">Where the run stands; its list of files is made here.</param>
    /// <param name="write">Writes the files into a folder.</param>
    /// <returns>Its folder.</returns>
    public string Write(CheckpointManifest position, Action<string> write)
    {
        ArgumentNullException.ThrowIfNull(position);
        ArgumentNullException.ThrowIfNull(write);
        string temporary = Path.Combine(Root, Writing);
        Clear();
        try
        {
            Directory.CreateDirectory(temporary);
            write(temporary);
            (position with { Files = CheckpointManifest.Sum(temporary) }).Write(temporary);
            string path = FreePlace(position.Actions);
            DurableFiles.MoveFolder(temporary, path);
            return path;
        }
        catch (ArgumentOutOfRangeException fault) when (fault.ParamName == "value")
        {
            // What the runtime makes of EFBIG: a limit on the size of files, or a file system that has one.
            Clear();
            throw new IOException($"A file of the checkpoint '{temporary}' is larger than its disk takes: {fault.Message}", fault);
        }
        catch
        {
            Clear();
            throw;
        }
    }

    /// <summary>All checkpoints, the newest first.</summary>
    public IReadOnlyList<string> All => !Directory.Exists(Root)
        ? []
        : [.. Directory.EnumerateDirectories(Root).Where(path => NumbersOf(path) is not null).OrderByDescending(path => NumbersOf(path))];

    /// <summary>The newest checkpoint whose files are as they were written.</summary>
    /// <param name="damaged">Told of each newer one that is not, with what is wrong.</param>
    /// <returns>Its folder and manifest; null where there is none.</returns>
    public (string Path, CheckpointManifest Manifest)? Newest(Action<string> damaged)
    {
        ArgumentNullException.ThrowIfNull(damaged);
        foreach (string path in All)
        {
            try
            {
                var manifest = CheckpointManifest.Read(path);
                manifest.Verify(path);
                return (path, manifest);
            }
            catch (Exception fault) when (fault is InvalidDataException or UnauthorizedAccessException or IOException)
            {
                damaged(fault.Message);
            }
        }

        return null;
    }

    /// <summary>The newest checkpoint that says what it holds; its files are not looked at, which takes long where they are large.</summary>
    public string? NewestReadable => All.FirstOrDefault(path => ManifestIn(path) is not null);

    /// <summary>Removes old checkpoints: all but the newest ones and the best one.</summary>
    /// <param name="keep">How many of the newest are kept. At least 1.</param>
    public void Prune(int keep)
    {
        IReadOnlyList<string> all = All;
        string? best = all.Select(path => (Path: path, Success: ManifestIn(path)?.Success)).Where(one => one.Success is not null)
            .OrderByDescending(one => one.Success).Select(one => one.Path).FirstOrDefault();
        foreach (string path in all.Skip(keep).Where(path => path != best))
            Remove(path);
    }

    /// <summary>Removes checkpoints that are newer than one that is gone back to, damaged ones; all where a run goes back to its beginning.</summary>
    public void RemoveAfter(string? path)
    {
        foreach (string newer in All.TakeWhile(other => other != path))
            Remove(newer);
    }

    /// <summary>Removes one, so that it is whole or absent at any moment.</summary>
    private void Remove(string path)
    {
        string leaving = Path.Combine(Root, Writing + "-old");
        if (Directory.Exists(leaving))
            Directory.Delete(leaving, recursive: true);

        Directory.Move(path, leaving);
        Directory.Delete(leaving, recursive: true);
    }

    private void Clear()
    {
        string temporary = Path.Combine(Root, Writing);
        if (Directory.Exists(temporary))
            Directory.Delete(temporary, recursive: true);
    }

    /// <summary>Named by the actions sampled; one made at the same number gets a higher second number.</summary>
    private string FreePlace(long actions)
    {
        int[] taken = [.. All.Select(NumbersOf).OfType<(long Actions, int Number)>().Where(one => one.Actions == actions).Select(one => one.Number)];
        string name = actions.ToString("D12", CultureInfo.InvariantCulture);
        return Path.Combine(Root, taken.Length == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{taken.Max() + 1:D4}"));
    }

    private static (long Actions, int Number)? NumbersOf(string path)
    {
        string[] parts = Path.GetFileName(path).Split('-');
        int number = 0;
        return parts.Length <= 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long actions)
            && (parts.Length == 1 || int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out number))
            ? (actions, number)
            : null;
    }

    /// <summary>The manifest of a checkpoint; null where it cannot be read.</summary>
    private static CheckpointManifest? ManifestIn(string path)
    {
        try
        {
            return CheckpointManifest.Read(path);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
