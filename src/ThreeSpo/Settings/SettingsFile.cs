using System.Text.Json;

namespace ThreeSpo.Settings;

/// <summary>Reads a settings file: one flat JSON object, comments and trailing commas allowed.</summary>
public static class SettingsFile
{
    private const long MostBytes = 1 << 20;

    /// <summary>Reads a file's keys and values.</summary>
    /// <exception cref="SettingsException">The file is missing, too large, not JSON, or not flat.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string path)
    {
        if (!File.Exists(path))
            throw new SettingsException([$"No settings file at '{path}'. Give the path of a JSON file, or key=value words."]);
        if (new FileInfo(path).Length > MostBytes)
            throw new SettingsException([$"{path}: the file is larger than 1 MiB, which no settings file is."]);

        return Parse(File.ReadAllText(path), path);
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

            return [.. document.RootElement.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, TextOf(entry, name)))];
        }
        catch (JsonException fault)
        {
            throw new SettingsException([$"{name}({fault.LineNumber + 1}): not JSON: {fault.Message}"]);
        }
    }

    private static string TextOf(JsonProperty entry, string name) => entry.Value.ValueKind switch
    {
        JsonValueKind.String => entry.Value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => entry.Value.GetRawText(),
        _ => throw new SettingsException([$"{name}: '{entry.Name}' is {entry.Value.ValueKind}, but settings are flat: a text, a number, true or false."]),
    };
}
