using System.Text.Json;
using ThreeSpo.Settings;

namespace ThreeSpo.Cli.Runs;

/// <summary>Settings in named groups, from a JSON file in the program.</summary>
/// <param name="resource">The file's name in the program.</param>
/// <param name="name">What to call it where something is wrong in it.</param>
internal sealed class GroupedDefaults(string resource, string name)
{
    private readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>>> _groups = new(() => Load(resource, name));

    /// <summary>Keys and values of some groups, one after the other; a group that is not there has none.</summary>
    public IEnumerable<KeyValuePair<string, string>> Of(params IEnumerable<string> groups) => groups.SelectMany(group =>
        _groups.Value.TryGetValue(group, out IReadOnlyList<KeyValuePair<string, string>>? values) ? values : []);

    private static Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>> Load(string resource, string name)
    {
        using Stream stream = typeof(GroupedDefaults).Assembly.GetManifestResourceStream(resource)!;
        using JsonDocument document = JsonDocument.Parse(
            stream, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.EnumerateObject().ToDictionary(
            entry => entry.Name, entry => SettingsFile.Parse(entry.Value.GetRawText(), $"{name}, {entry.Name}"), StringComparer.OrdinalIgnoreCase);
    }
}
