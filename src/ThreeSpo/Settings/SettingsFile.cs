using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Settings;

/// <summary>Reads a settings file: one flat JSON object, comments and trailing commas allowed. Keys that begin with $ are notes, and are left out.</summary>
public static class SettingsFile
{
    private const int MostBytes = 1 << 20;
    private const int MostEntries = 200;
    private const int MostCharacters = 4000;

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
        try
        {
            return Parse(OutsideFile.ReadText(path, MostBytes, "settings file"), path, faults, texts);
        }
        catch (FileNotFoundException)
        {
            faults.Add($"No settings file at '{Printable.Line(path, 200)}'. Write one to start from with: 3spo init {Printable.Line(path, 200)}");
        }
        catch (InvalidDataException fault)
        {
            faults.Add(fault.Message);
        }

        return [];
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
            faults.Add($"{name}({fault.LineNumber + 1}): not JSON: {Printable.Line(fault.Message.Split(" LineNumber:")[0], 200)}");
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 is JSON, and half a letter.
            faults.Add($"{name}: holds a text that is no Unicode. Write letters as they are.");
        }

        return [];
    }

    private static List<KeyValuePair<string, string>> ValuesOf(JsonElement root, string name, ICollection<string> faults, HashSet<string> texts)
    {
        List<KeyValuePair<string, string>> values = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        int count = root.GetPropertyCount();
        if (count > MostEntries)
        {
            faults.Add($"{name}: holds {count} settings, wanted at most {MostEntries}. Leave out what is not needed.");
            return values;
        }

        foreach (JsonProperty entry in root.EnumerateObject().Where(entry => !entry.Name.StartsWith('$')))
        {
            if (!seen.Add(entry.Name))
                faults.Add($"{name}: '{Printable.Line(entry.Name)}' is given twice. Keep one of the two.");

            if (FaultIn(entry, texts) is { } fault)
                faults.Add($"{name}: {fault}");
            else
                values.Add(KeyValuePair.Create(entry.Name, TextOf(entry.Value)!));
        }

        return values;
    }

    private static string? FaultIn(JsonProperty entry, HashSet<string> texts)
    {
        string key = Printable.Line(entry.Name);
        if (TextOf(entry.Value) is not { } text)
            return $"'{key}' is {entry.Value.ValueKind}, but settings are flat: a text, a number, true or false.";

        // Names and values are shown, and become paths: neither may steer a terminal, nor flood it.
        foreach (string one in new[] { entry.Name, text })
        {
            if (one.Length > MostCharacters || one.Any(char.IsControl))
                return $"holds the text '{Printable.Line(one)}', wanted at most {MostCharacters} characters of one line.";
        }

        return entry.Value.ValueKind is not JsonValueKind.String && texts.Contains(entry.Name)
            ? $"'{key}' is {Printable.Line(text)}, but must be text. Write it in quotes: \"{Printable.Line(text)}\"" : null;
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
