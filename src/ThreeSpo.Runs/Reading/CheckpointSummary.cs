namespace ThreeSpo.Runs.Reading;

/// <summary>A checkpoint, and whether its files are what was written.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="Actions">Actions that had been sampled; null where its manifest cannot be read.</param>
/// <param name="Success">Success of exactly this policy; null where it was not measured. In [0, 1].</param>
/// <param name="Problem">What is wrong with its files; null where their checksums hold.</param>
public sealed record CheckpointSummary(string Name, long? Actions, double? Success, string? Problem)
{
    /// <summary>All checkpoints of a run, the newest first. One that a run under way removes meanwhile is left out.</summary>
    public static IReadOnlyList<CheckpointSummary> Of(string run) =>
        [.. new Checkpoints(run).All.Select(One).Where(one => one.Problem is null || Directory.Exists(Path.Combine(run, "checkpoints", one.Name)))];

    private static CheckpointSummary One(string path)
    {
        string name = Path.GetFileName(path);
        CheckpointManifest? manifest = null;
        try
        {
            manifest = CheckpointManifest.Read(path);
            manifest.Verify(path);
            return new CheckpointSummary(name, manifest.Actions, manifest.Success, null);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new CheckpointSummary(name, manifest?.Actions, manifest?.Success, fault.Message);
        }
    }
}
