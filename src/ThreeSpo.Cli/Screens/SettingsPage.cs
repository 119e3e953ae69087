using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Settings;
using ThreeSpo.Training;

namespace ThreeSpo.Cli.Screens;

/// <summary>Every setting as a list, as a settings file, or as a schema of such files.</summary>
internal static class SettingsPage
{
    private const int ValueWidth = 17;

    /// <summary>A line for the value and where it comes from, and below it what it may be; nothing breaks at the width of a terminal.</summary>
    public static void Print(SettingsSource source)
    {
        int width = source.Values().Max(one => one.Setting.Key.Length);
        PrintOne("preset", source.Preset, source.PresetOrigin, $"{PresetText}; everything below may differ from it");
        string group = "";
        foreach ((Setting setting, string value, string origin) in source.Values())
        {
            if (setting.Group != group)
                Console.WriteLine($"\n{Prose.Capital(setting.Group)}\n");

            group = setting.Group;
            PrintOne(setting.Key, value.Length == 0 ? "(empty)" : value, origin, About(setting));
        }

        void PrintOne(string key, string value, string origin, string about)
        {
            Console.WriteLine($"{key.PadRight(width)} = {value.PadRight(ValueWidth)} [{origin}]");
            foreach (string line in Prose.Lines(about, "    "))
                Console.WriteLine(line);
        }
    }

    /// <summary>Every setting as the text of a settings file, with notes on what it was run with.</summary>
    public static string File(SettingsSource source, string program)
    {
        Dictionary<string, string> values = new()
        {
            ["$program"] = program,
            ["$runtime"] = RuntimeInformation.FrameworkDescription,
            ["$system"] = $"{RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors",
        };
        foreach ((string key, string value) in Of(source))
            values[key] = value;

        return JsonSerializer.Serialize(values, Json.Page) + "\n";
    }

    /// <summary>What presets there are.</summary>
    public static string PresetText => $"one of {string.Join(", ", Presets.Names)}";

    /// <summary>What a setting does and what it may be.</summary>
    public static string About(Setting setting) => setting.Kind is SettingKind.Text
        ? setting.Description : $"{setting.Description}: {setting.Allowed.Replace(" … ", $"{Prose.Tie}…{Prose.Tie}", StringComparison.Ordinal)}";

    public static IReadOnlyDictionary<string, string> Of(SettingsSource source)
    {
        Dictionary<string, string> values = new() { ["preset"] = source.Preset };
        foreach ((Setting setting, string value, _) in source.Values())
            values[setting.Key] = value;

        return values;
    }

    /// <summary>The schema of settings files, as text.</summary>
    public static string Schema()
    {
        JsonObject schema = SettingsSchema.Of(SettingsSource.NewSheet().All, Presets.Names, SettingsSource.DefaultPreset);
        return schema.ToJsonString(Json.Page) + "\n";
    }
}
