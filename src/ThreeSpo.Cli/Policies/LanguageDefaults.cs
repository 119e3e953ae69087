using System.Text.Json;
using ThreeSpo.Settings;

namespace ThreeSpo.Cli.Policies;

/// <summary>What a language model needs otherwise than the light policy that the presets were made for. Data: language-defaults.json.</summary>
internal static class LanguageDefaults
{
    private const string ForAll = "all";

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>>> Known = new(Load);

    /// <summary>Keys and values for a preset: those for all presets, then its own.</summary>
    public static IEnumerable<KeyValuePair<string, string>> For(string preset) =>
        Known.Value[ForAll].Concat(Known.Value.TryGetValue(preset, out IReadOnlyList<KeyValuePair<string, string>>? own) ? own : []);

    private static Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>> Load()
    {
        using Stream stream = typeof(LanguageDefaults).Assembly.GetManifestResourceStream("ThreeSpo.Cli.Policies.language-defaults.json")!;
        using JsonDocument document = JsonDocument.Parse(
            stream, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.EnumerateObject().ToDictionary(
            entry => entry.Name, entry => SettingsFile.Parse(entry.Value.GetRawText(), $"language defaults, {entry.Name}"), StringComparer.OrdinalIgnoreCase);
    }
}
