using System.Text.Json;

namespace ThreeSpo.Runs.Reading;

/// <summary>What a run is doing, or how it was left.</summary>
public enum RunCondition
{
    /// <summary>A process is training in it.</summary>
    Running,

    /// <summary>It was asked to stop, and can be gone on with.</summary>
    Interrupted,

    /// <summary>Its process was killed or broke off; it can be gone on with from its newest checkpoint.</summary>
    Unfinished,

    /// <summary>Its budget is used.</summary>
    Ended,

    /// <summary>It stalled or diverged, and stopped before its budget was used.</summary>
    Stopped,

    /// <summary>Its records cannot be read.</summary>
    Damaged,
}

/// <summary>Tells the condition of runs from their folders.</summary>
public static class RunConditions
{
    private const long MostBytes = 1 << 20;

    /// <summary>The condition of a run whose records can be read, and why it stopped where it did so early.</summary>
    /// <param name="folder">The run's folder.</param>
    public static (RunCondition Condition, string? Stopped) Of(string folder)
    {
        if (RunLock.IsHeld(folder))
            return (RunCondition.Running, null);

        string result = Path.Combine(folder, RunFolder.ResultFile);
        if (!File.Exists(result))
            return (RunLog.LastLine(folder).EndsWith(" interrupted", StringComparison.Ordinal) ? RunCondition.Interrupted : RunCondition.Unfinished, null);

        return ReasonIn(result) is { } reason ? (RunCondition.Stopped, reason) : (RunCondition.Ended, null);
    }

    /// <summary>A condition in a word.</summary>
    public static string Word(this RunCondition condition) => condition.ToString().ToLowerInvariant();

    private static string? ReasonIn(string result)
    {
        try
        {
            if (new FileInfo(result).Length > MostBytes)
                throw new InvalidDataException($"{result}: larger than any result.");

            using var page = JsonDocument.Parse(File.ReadAllBytes(result));
            return page.RootElement.ValueKind is JsonValueKind.Object && page.RootElement.TryGetProperty("stopped", out JsonElement stopped)
                && stopped.ValueKind is JsonValueKind.String ? stopped.GetString() : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{result}: not a result. Remove it, then let the run go on.");
        }
    }
}
