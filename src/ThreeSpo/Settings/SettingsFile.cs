using System.Text.Json;

namespace ThreeSpo.Settings;

/// <summary>Reads a settings file: one flat JSON object, comments and trailing commas allowed. Keys that begin with $ are notes, and are left out.</summary>
public static class SettingsFile
{
    private const long MostBytes = 1 << 20;

    /// <summary>Reads a file's keys and values.</summary>
    /// <exception cref="SettingsException">The file is missing, too large, not JSON, or not flat; every fault is listed.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string path) => OrThrow(faults => Read(path, faults, []));

    /// <summary>Reads a file's keys and values, as far as they can be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="faults">Receives everything that is wrong with it.</param>
    /// <param name="texts">Keys whose values are text, so that they stand in quotes. Other values may.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string path, ICollection<string> faults, IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(faults);
        string? text = null;
        try
        {
            if (!File.Exists(path))
                faults.Add($"No settings file at '{path}'. Write one to start from with: 3spo init {path}");
            else if (new FileInfo(path).Length > MostBytes)
                faults.Add($"{path}: the file is larger than 1 MiB, which no settings file is.");
            else
                text = File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{path}: the file cannot be read: {fault.Message}");
        }

        return text is null ? [] : Parse(text, path, faults, texts);
    }

    /// <summary>Reads the keys and values of a JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="SettingsException">The text is not JSON, or not flat; every fault is listed.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string json, string name) => OrThrow(faults => Parse(json, name, faults, []));

    /// <summary>Reads the keys and values of a JSON text, as far as they can be read.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="faults">Receives everything that is wrong with it.</param>
    /// <param name="texts">Keys whose values are text, so that they stand in quotes. Other values may.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string json, string name, ICollection<string> faults, IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(faults);
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind is JsonValueKind.Object)
                return ValuesOf(document.RootElement, name, faults, new HashSet<string>(texts, StringComparer.OrdinalIgnoreCase));

            faults.Add($"{name}: found {document.RootElement.ValueKind}, wanted one object such as {{ \"preset\": \"branch\", \"seed\": 1 }}.");
        }
        catch (JsonException fault)
        {
            faults.Add($"{name}({fault.LineNumber + 1}): not JSON: {fault.Message.Split(" LineNumber:")[0]}");
        }
        catch (InvalidOperationException fault)
        {
            // An escape such as \ud800 is JSON, and half a letter.
            faults.Add($"{name}: not text: {fault.Message}");
        }

        return [];
    }

    private static List<KeyValuePair<string, string>> ValuesOf(JsonElement root, string name, ICollection<string> faults, HashSet<string> texts)
    {
        List<KeyValuePair<string, string>> values = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty entry in root.EnumerateObject().Where(entry => !entry.Name.StartsWith('$')))
        {
            if (!seen.Add(entry.Name))
                faults.Add($"{name}: '{entry.Name}' is given twice. Keep one of the two.");

            if (TextOf(entry.Value) is not { } text)
                faults.Add($"{name}: '{entry.Name}' is {entry.Value.ValueKind}, but settings are flat: a text, a number, true or false.");
            else if (entry.Value.ValueKind is not JsonValueKind.String && texts.Contains(entry.Name))
                faults.Add($"{name}: '{entry.Name}' is {text}, but must be text. Write it in quotes: \"{text}\"");
            else
                values.Add(KeyValuePair.Create(entry.Name, text));
        }

        return values;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static IReadOnlyList<KeyValuePair<string, string>> OrThrow(Func<List<string>, IReadOnlyList<KeyValuePair<string, string>>> read)
    {
        List<string> faults = [];
        IReadOnlyList<KeyValuePair<string, string>> values = read(faults);
        return faults.Count == 0 ? values : throw new SettingsException(faults);
    }
}
