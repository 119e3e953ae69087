using ThreeSpo.Runs.Reading;
using ThreeSpo.Runs.TensorBoard;

namespace ThreeSpo.Runs.Exports;

/// <summary>A run's figures as a TensorBoard event file, as if TensorBoard had followed it.</summary>
/// <remarks>
/// Steps are sampled actions. Times are the run's beginning, by its log, and the seconds that it had been trained for: time in which
/// nobody trained it is left out.
/// </remarks>
public static class TensorBoardExport
{
    private const string Name = "3spo";

    /// <summary>Writes the file.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The folder that it goes into.</param>
    /// <returns>How many iterations and evaluations it holds.</returns>
    public static int Write(RunReader run, string folder)
    {
        ArgumentNullException.ThrowIfNull(run);
        DateTimeOffset begun = RunLog.Begun(run.Folder) ?? File.GetLastWriteTimeUtc(Path.Combine(run.Folder, RunFolder.SettingsFile));
        using var file = EventFile.Create(folder, Name, new StoppedClock(begun));
        int events = 0;
        FigureRows.Each(run, (figures, row) =>
        {
            file.Write(row.Whole(Index(figures, "actions")), begun + Seconds(row.Real(Index(figures, "seconds"))), Scalars(figures, row));
            events++;
        });
        return events;
    }

    private static IEnumerable<(string Tag, double Value)> Scalars(IReadOnlyList<Figure> figures, Row row)
    {
        for (int i = 0; i < figures.Count; i++)
        {
            if (figures[i].Tag is { } tag && row.RealOrNothing(i) is { } value)
                yield return (tag, value);
        }
    }

    private static int Index(IReadOnlyList<Figure> figures, string name) => figures.Index().First(one => one.Item.Name == name).Index;

    /// <summary>A time that a damaged database may hold as any number.</summary>
    private static TimeSpan Seconds(double seconds) => double.IsFinite(seconds) ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 1e10)) : TimeSpan.Zero;

    /// <summary>A clock that stands at the run's beginning, so that equal runs have equal files.</summary>
    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
