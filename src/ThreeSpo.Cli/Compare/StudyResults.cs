using System.Text.Json;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Outside;
using ThreeSpo.Runs;
using ThreeSpo.Runs.Comparing;

namespace ThreeSpo.Cli.Compare;

/// <summary>The raw results of a study: results.jsonl, a line a run.</summary>
internal static class StudyResults
{
    /// <summary>Its name in the study's folder.</summary>
    public const string FileName = "results.jsonl";

    private const int MostBytes = 1 << 28;

    /// <summary>Writes every run that was begun.</summary>
    public static void Write(string folder, IEnumerable<ComparedRun> runs) => DurableFiles.Write(Path.Combine(folder, FileName), stream =>
    {
        foreach (ComparedRun run in runs.Where(run => run.State != "waiting"))
        {
            JsonSerializer.Serialize(stream, run, Json.Line);
            stream.WriteByte((byte)'\n');
        }
    });

    /// <summary>Reads what was written, where run folders are no longer there.</summary>
    /// <exception cref="InvalidDataException">A line is none of a study's.</exception>
    public static IReadOnlyDictionary<string, ComparedRun> Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return new Dictionary<string, ComparedRun>();

        try
        {
            return OutsideFile.ReadText(path, MostBytes, "study's results").Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<ComparedRun>(line, Json.Line)!).Where(IsWhole).DistinctBy(run => run.Folder).ToDictionary(run => run.Folder);
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"{path}: not a study's results. Remove it; the report is written from the run folders.");
        }
    }

    /// <summary>Whether a line that anyone may have written has what the report looks at.</summary>
    private static bool IsWhole(ComparedRun run) => run.Curve.All(point => point is { Length: 4 }) && run.Clock.Count == run.Curve.Count
        && run.Scores.All(point => point is { Length: 2 }) && (run.Curve.Count == 0 || run.Tasks is { Before.Length: > 0 } tasks && tasks.After.Length == tasks.Before.Length);
}
