using System.Text.Json;
using System.Text.RegularExpressions;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

/// <summary>Finds recordings of the original shop, and the catalogue that they were made with, where they are at hand.</summary>
internal static partial class WebshopGolden
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

    public static string Text(this JsonElement from, string name) => from.GetProperty(name).Letters();

    /// <summary>A text; null where the recording has none, because it hangs on what was not recorded.</summary>
    public static string? TextIfAny(this JsonElement from, string name) => from.IfAny(name)?.Letters();

    /// <summary>A member; null where it is absent or null.</summary>
    public static JsonElement? IfAny(this JsonElement from, string name) =>
        from.TryGetProperty(name, out JsonElement member) && member.ValueKind is not JsonValueKind.Null ? member : null;

    public static string[] Texts(this JsonElement from, string name) => [.. from.GetProperty(name).EnumerateArray().Select(one => one.Letters())];

    /// <summary>A text, halves of surrogate pairs included: Python writes them as escapes, and <see cref="JsonElement.GetString"/> refuses them.</summary>
    public static string Letters(this JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Escape().Replace(text.GetRawText()[1..^1], one => one.Value[1] switch
            {
                'u' => $"{(char)Convert.ToUInt16(one.Value[2..], 16)}",
                'n' => "\n",
                'r' => "\r",
                't' => "\t",
                'b' => "\b",
                'f' => "\f",
                char itself => $"{itself}",
            });
        }
    }

    public static int[] Wholes(this JsonElement from, string name) => Wholes(from.GetProperty(name));

    public static int[] Wholes(this JsonElement list) => [.. list.EnumerateArray().Select(one => one.GetInt32())];

    public static double[] Numbers(this JsonElement from, string name) => [.. from.GetProperty(name).EnumerateArray().Select(one => one.GetDouble())];

    public static int Whole(this JsonElement from, string name) => from.GetProperty(name).GetInt32();

    public static double Number(this JsonElement from, string name) => from.GetProperty(name).GetDouble();

    /// <summary>Those that a test is about; skips it where the recording has none of them.</summary>
    public static IReadOnlyList<JsonElement> OfKind(this IReadOnlyList<JsonElement> lines, Func<JsonElement, bool> kind, string what)
    {
        JsonElement[] some = [.. lines.Where(kind)];
        if (some.Length == 0)
            Assert.Skip($"The recording has no {what}.");

        return some;
    }

    [GeneratedRegex(@"\\(?:u[0-9a-fA-F]{4}|.)")]
    private static partial Regex Escape();
}
