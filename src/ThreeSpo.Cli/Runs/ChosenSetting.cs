using ThreeSpo.Runs.Reading;
using ThreeSpo.Settings;

namespace ThreeSpo.Cli.Runs;

/// <summary>The settings of a run as its database keeps them.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Value">Its value.</param>
/// <param name="Origin">Where that came from: "default", a preset, "language model", a file, or "command line".</param>
internal sealed record ChosenSetting(string Key, string Value, string Origin)
{
    /// <summary>Where a run lies says nothing about it.</summary>
    private static readonly string[] Places = ["out", "name"];

    /// <summary>All of them, by key.</summary>
    public static IReadOnlyList<ChosenSetting> All(RunReader run) => run.All(
        "SELECT key, value, origin FROM setting ORDER BY key", row => new ChosenSetting(row.Text(0), row.Text(1), row.Text(2)));

    /// <summary>Those that somebody chose: the others are as the preset, or the program, has them.</summary>
    public static IReadOnlyList<ChosenSetting> Of(RunReader run)
    {
        Dictionary<string, string> otherwise = Otherwise(run.Fact("preset"), run.Setting("policy"));
        return [.. All(run).Where(one => !Places.Contains(one.Key) && !IsUnderlying(one.Origin)
            && !(otherwise.TryGetValue(one.Key, out string? value) && value == one.Value))];
    }

    /// <summary>Settings that differ between two runs, with both values; null where a run has no such setting.</summary>
    public static IReadOnlyList<(string Key, string? One, string? Other)> Differences(RunReader one, RunReader other)
    {
        Dictionary<string, string> left = Values(one);
        Dictionary<string, string> right = Values(other);
        return [.. left.Keys.Union(right.Keys).Where(key => !Places.Contains(key)).OrderBy(key => key != "preset").ThenBy(key => key, StringComparer.Ordinal)
            .Select(key => (key, left.GetValueOrDefault(key), right.GetValueOrDefault(key))).Where(pair => pair.Item2 != pair.Item3)];
    }

    private static Dictionary<string, string> Values(RunReader run)
    {
        var values = All(run).ToDictionary(setting => setting.Key, setting => setting.Value);
        values["preset"] = run.Fact("preset");
        return values;
    }

    private static bool IsUnderlying(string origin) => origin is "default" or "language model" || origin.StartsWith("preset ", StringComparison.Ordinal);

    /// <summary>What settings would be if nobody had chosen any. A policy that is no longer there, or a preset of another program, tells nothing.</summary>
    private static Dictionary<string, string> Otherwise(string preset, string policy)
    {
        try
        {
            return SettingsSource.Read([$"preset={preset}", $"policy={policy}"]).Values()
                .Where(one => one.Setting.Key != "policy" || policy == one.Setting.Default).ToDictionary(one => one.Setting.Key, one => one.Value);
        }
        catch (SettingsException)
        {
            return [];
        }
    }
}
