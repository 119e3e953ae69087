using System.Text.Json;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Search;

/// <summary>Recordings of searches, and the catalogue that was searched.</summary>
internal static class SearchGolden
{
    private static readonly Lazy<IReadOnlyList<Product>> Read = new(() => [.. Lines(JsonDocument.Parse(File.ReadAllText(CataloguePath)).RootElement)]);

    private static string CataloguePath => Path.Combine(GoldenFolder.Data, "webshop/items_shuffle_1000.json");

    /// <summary>The recorded catalogue. Skips the running test where it is absent.</summary>
    public static IReadOnlyList<Product> Products()
    {
        if (!File.Exists(CataloguePath))
            Assert.Skip($"No catalogue at '{CataloguePath}'. Put it there.");

        return Read.Value;
    }

    /// <summary>The recordings of a file of one JSON object a line. Skips the running test where it is absent, fails where it is empty.</summary>
    public static IReadOnlyList<JsonElement> Cases(string name)
    {
        string path = GoldenFolder.FileOrSkip($"webshop/{name}.jsonl");
        JsonElement[] cases = [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.True(cases.Length > 0, $"'{path}' holds no case. Restore the recording.");
        return cases;
    }

    private static IEnumerable<Product> Lines(JsonElement catalogue) => catalogue.EnumerateArray()
        .Where(item => Text(item, "asin") is { Length: <= 10 } asin && asin != "nan")
        .DistinctBy(item => Text(item, "asin"))
        .Select(item => SmallCatalogue.Product(Text(item, "asin"), Text(item, "name"), Text(item, "full_description"), Bullets(item), Options(item)));

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";

    private static string[] Bullets(JsonElement item)
    {
        JsonElement bullets = item.GetProperty("small_description");
        return bullets.ValueKind is JsonValueKind.Array ? [.. bullets.EnumerateArray().Select(one => one.GetString()!)] : [bullets.GetString() ?? ""];
    }

    private static OptionGroup[] Options(JsonElement item) => item.TryGetProperty("customization_options", out JsonElement options) && options.ValueKind is JsonValueKind.Object
        ? [.. options.EnumerateObject().Where(group => group.Value.ValueKind is JsonValueKind.Array)
            .Select(group => new OptionGroup(group.Name.ToLowerInvariant(), [.. group.Value.EnumerateArray().Select(one => Value(one.GetProperty("value").GetString()!))]))]
        : [];

    private static string Value(string raw) => raw.Trim().Replace("/", " | ", StringComparison.Ordinal).ToLowerInvariant();
}
