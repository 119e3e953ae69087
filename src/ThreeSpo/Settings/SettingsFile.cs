using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Settings;

/// <summary>Reads a settings file: one flat JSON object, comments and trailing commas allowed.</summary>
public static class SettingsFile
{
    private const int MostBytes = 1 << 20;
    private const int MostEntries = 200;
    private const int MostCharacters = 4000;

    /// <summary>Reads a file's keys and values.</summary>
    /// <exception cref="SettingsException">The file is missing, too large, not JSON, or not flat.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string path)
    {
        if (!File.Exists(path))
            throw new SettingsException([$"No settings file at '{path}'. Give the path of a JSON file, or key=value words."]);

        try
        {
            return Parse(OutsideFile.ReadText(path, MostBytes, "settings file"), path);
        }
        catch (InvalidDataException fault)
        {
            throw new SettingsException([fault.Message]);
        }
    }

    /// <summary>Reads the keys and values of a JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What to call it in errors.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string json, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 });
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
                throw new SettingsException([$"{name}: found {document.RootElement.ValueKind}, wanted one object such as {{ \"preset\": \"branch\", \"seed\": 1 }}."]);

            int count = document.RootElement.GetPropertyCount();
            if (count > MostEntries)
                throw new SettingsException([$"{name}: holds {count} settings, wanted at most {MostEntries}. Leave out what is not needed."]);

            return [.. document.RootElement.EnumerateObject().Select(entry => KeyValuePair.Create(Plain(entry.Name, name), Plain(TextOf(entry, name), name)))];
        }
        catch (JsonException fault)
        {
            throw new SettingsException([$"{name}({fault.LineNumber + 1}): not JSON: {Printable.Line(fault.Message, 200)}"]);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            throw new SettingsException([$"{name}: holds a text that is no Unicode. Write letters as they are."]);
        }
    }

    /// <summary>Names and values are shown, and become paths: neither may steer a terminal, nor flood it.</summary>
    private static string Plain(string text, string name) => text.Length <= MostCharacters && !text.Any(char.IsControl)
        ? text
        : throw new SettingsException([$"{name}: holds the text '{Printable.Line(text)}', wanted at most {MostCharacters} characters of one line."]);

    private static string TextOf(JsonProperty entry, string name) => entry.Value.ValueKind switch
    {
        JsonValueKind.String => entry.Value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => entry.Value.GetRawText(),
        _ => throw new SettingsException([$"{name}: '{Printable.Line(entry.Name)}' is {entry.Value.ValueKind}, but settings are flat: a text, a number, true or false."]),
    };
}
