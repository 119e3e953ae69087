using System.Text;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Settings;

namespace ThreeSpo.Cli.Screens;

/// <summary>A settings file to start from: every key, with what it does and what it may be in a comment above it.</summary>
internal static class StartingFile
{
    /// <summary>The file's text.</summary>
    /// <param name="source">The values.</param>
    /// <param name="schema">The path of the schema as the file names it; null for none.</param>
    public static string Of(SettingsSource source, string? schema)
    {
        var file = new StringBuilder("{\n");
        if (schema is not null)
            file.Append($"  \"$schema\": {Quoted(schema)},\n\n");

        Comment(file, $"where this file started from: {SettingsPage.PresetText}. A key that you remove goes back to what the preset says, or to its default.");
        file.Append($"  \"preset\": {Quoted(source.Preset)},\n");
        string group = "";
        foreach ((Setting setting, string value, _) in source.Values())
        {
            if (setting.Group != group)
                file.Append($"\n  // ----- {setting.Group} -----\n\n");

            group = setting.Group;
            Comment(file, SettingsPage.About(setting));
            file.Append($"  \"{setting.Key}\": {setting.Json(value).ToJsonString(Json.Line)},\n");
        }

        return file.Append("}\n").ToString();
    }

    private static void Comment(StringBuilder file, string text) => file.AppendJoin('\n', Prose.Lines(text, "  // ")).Append('\n');

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text, Json.Line);
}
