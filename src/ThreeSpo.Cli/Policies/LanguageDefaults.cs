using System.Text.Json;
using ThreeSpo.Settings;

namespace ThreeSpo.Cli.Policies;

/// <summary>What a language model needs otherwise than the light policy that the presets were made for. Data: language-defaults.json.</summary>
internal static class LanguageDefaults
{
    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>>> Known = new(Load);

    /// <summary>Keys and values: those for all models, then those for small ones, then those for small ones with a preset.</summary>
    public static IEnumerable<KeyValuePair<string, string>> For(string preset, bool isSmall)
    {
        string[] groups = isSmall ? ["all", "small", $"small {preset}"] : ["all"];
        return groups.SelectMany(group => Known.Value.TryGetValue(group, out IReadOnlyList<KeyValuePair<string, string>>? values) ? values : []);
    }

    private static Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>> Load()
    {
        using Stream stream = typeof(LanguageDefaults).Assembly.GetManifestResourceStream("ThreeSpo.Cli.Policies.language-defaults.json")!;
        using JsonDocument document = JsonDocument.Parse(
            stream, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.EnumerateObject().ToDictionary(
            entry => entry.Name, entry => SettingsFile.Parse(entry.Value.GetRawText(), $"language defaults, {entry.Name}"), StringComparer.OrdinalIgnoreCase);
    }
}
