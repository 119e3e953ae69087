using System.Text.Json;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Settings;

namespace ThreeSpo.Cli.Screens;

/// <summary>Every setting as a list, or as a settings file.</summary>
internal static class SettingsPage
{
    /// <summary>Two lines a setting, so that nothing breaks at the width of a terminal.</summary>
    public static void Print(SettingsSource source)
    {
        Console.WriteLine($"preset = {source.Preset}");
        Console.WriteLine($"    one of {string.Join(", ", Training.Presets.Names)}; everything below may differ from it");
        foreach ((Setting setting, string value, string origin) in source.Values())
        {
            Console.WriteLine($"{setting.Key} = {(value.Length == 0 ? "(empty)" : value)}    [{origin}]");
            Console.WriteLine($"    {setting.Description}{(setting.Allowed is "text" ? "" : $": {setting.Allowed}")}");
        }
    }

    /// <summary>Every setting as the text of a settings file.</summary>
    public static string File(SettingsSource source) => JsonSerializer.Serialize(Of(source), Json.Page) + "\n";

    public static IReadOnlyDictionary<string, string> Of(SettingsSource source)
    {
        Dictionary<string, string> values = new() { ["preset"] = source.Preset };
        foreach ((Setting setting, string value, _) in source.Values())
            values[setting.Key] = value;

        return values;
    }
}
