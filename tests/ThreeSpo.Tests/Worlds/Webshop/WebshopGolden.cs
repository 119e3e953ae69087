using System.Text.Json;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

/// <summary>Finds recordings of the original shop, and the catalogue that they were made with, where they are at hand.</summary>
internal static class WebshopGolden
{
    private static readonly Lazy<Catalogue> Loaded = new(() => CatalogueFiles.Load(Folder));

    private static string Folder => Path.Combine(GoldenFolder.Data, "webshop");

    /// <summary>The catalogue's folder; skips the test where it is absent.</summary>
    public static string CatalogueFolder()
    {
        if (!Directory.Exists(Folder))
            Assert.Skip($"'{Folder}' is not at hand.");
        return Folder;
    }

    /// <summary>The catalogue of a thousand products; skips the test where it is absent.</summary>
    public static Catalogue Catalogue()
    {
        CatalogueFolder();
        return Loaded.Value;
    }

    /// <summary>Every line of a recording; skips the test where it is absent, fails where it holds none.</summary>
    public static IReadOnlyList<JsonElement> Lines(string name)
    {
        string path = GoldenFolder.FileOrSkip($"webshop/{name}");
        JsonElement[] lines = [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonElement.Parse(line))];
        Assert.True(lines.Length > 0, $"'{path}' holds no case. Restore the recording: one JSON object a line.");
        return lines;
    }

    public static string Text(this JsonElement from, string name) => from.GetProperty(name).GetString()!;

    public static string[] Texts(this JsonElement from, string name) => [.. from.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];

    public static int[] Wholes(this JsonElement from, string name) => Wholes(from.GetProperty(name));

    public static int[] Wholes(this JsonElement list) => [.. list.EnumerateArray().Select(one => one.GetInt32())];

    public static double[] Numbers(this JsonElement from, string name) => [.. from.GetProperty(name).EnumerateArray().Select(one => one.GetDouble())];
}
