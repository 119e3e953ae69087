using System.Text.Json;
using ThreeSpo.Torch.Models;

namespace ThreeSpo.Torch.Measuring;

/// <summary>Models whose sizes are known by name, to be measured with random weights. Data: shapes.json.</summary>
/// <remarks>"tiny" is the bundled model's; those from half a billion numbers on are the published ones of their names.</remarks>
public static class Shapes
{
    private const string Resource = "ThreeSpo.Torch.Measuring.shapes.json";
    private static readonly Lazy<IReadOnlyDictionary<string, DecoderConfig>> Known = new(Load);

    /// <summary>Every name, smallest first.</summary>
    public static IReadOnlyList<string> Names => [.. Known.Value.OrderBy(one => one.Value.Parameters).Select(one => one.Key)];

    /// <summary>The sizes of a name; null where nothing is called so.</summary>
    public static DecoderConfig? Find(string name) => Known.Value.GetValueOrDefault(name);

    private static Dictionary<string, DecoderConfig> Load()
    {
        using Stream stream = typeof(Shapes).Assembly.GetManifestResourceStream(Resource)!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToDictionary(
            entry => entry.Name, entry => DecoderConfig.Read(entry.Value.GetRawText(), $"shape {entry.Name}"), StringComparer.OrdinalIgnoreCase);
    }
}
