using System.Text.Json;
using ThreeSpo.Outside;
using ThreeSpo.Settings;

namespace ThreeSpo.Training;

/// <summary>Named answers to the specification's open choices. Data: Training/presets.json.</summary>
public static class Presets
{
    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>>> All = new(Load);

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Value.Keys;

    /// <summary>A name as it is spelled here, whatever the size of its letters; one that there is not as it is.</summary>
    public static string Spelled(string name) => Names.FirstOrDefault(one => one.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;

    /// <summary>The keys and values of one.</summary>
    /// <exception cref="SettingsException">There is none of that name.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.Value.TryGetValue(name, out IReadOnlyList<KeyValuePair<string, string>>? values)
            ? values
            : throw new SettingsException([$"There is no preset '{Printable.Line(name)}'. Did you mean '{Nearest.To(name, Names)}'? There are: {string.Join(", ", Names)}."]);
    }

    private static Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>> Load()
    {
        using Stream stream = typeof(Presets).Assembly.GetManifestResourceStream("ThreeSpo.Training.presets.json")!;
        using JsonDocument document = JsonDocument.Parse(
            stream, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.EnumerateObject().ToDictionary(
            preset => preset.Name,
            preset => SettingsFile.Parse(preset.Value.GetRawText(), $"preset {preset.Name}"),
            StringComparer.OrdinalIgnoreCase);
    }
}
