using Spectre.Console;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Settings;

namespace ThreeSpo.Cli.Screens;

/// <summary>Every setting as a table, or as a settings file.</summary>
internal static class SettingsPage
{
    public static void Print(SettingsSource source)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("setting").AddColumn("value").AddColumn("from").AddColumn("what it does");
        foreach ((Setting setting, string value, string origin) in source.Values())
        {
            bool isList = setting.Allowed.Contains('|', StringComparison.Ordinal) && !setting.Description.Contains('|', StringComparison.Ordinal);
            string what = isList ? $"{setting.Description}: {setting.Allowed}" : setting.Description;
            table.AddRow(new Text(setting.Key), new Text(value), new Text(origin), new Text(what));
        }

        AnsiConsole.Write(table);
    }

    public static IReadOnlyDictionary<string, string> Of(SettingsSource source)
    {
        Dictionary<string, string> values = new() { ["preset"] = source.Preset };
        foreach ((Setting setting, string value, _) in source.Values())
            values[setting.Key] = value;

        return values;
    }
}
