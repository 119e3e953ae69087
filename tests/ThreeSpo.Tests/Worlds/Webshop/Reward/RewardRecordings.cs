using System.Text.Json;
using ThreeSpo.Tests.Golden;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Reward;

/// <summary>The recordings of WebShop's rewards, and the real shop that they are about, where these are at hand.</summary>
internal static class RewardRecordings
{
    private static readonly Lazy<Dictionary<string, Product>> Read = new(ReadProducts);

    /// <summary>The real shop's products by asin; skips the running test where they are absent.</summary>
    public static IReadOnlyDictionary<string, Product> Products
    {
        get
        {
            if (!File.Exists(DataPath("items_shuffle_1000.json")) || !File.Exists(DataPath("items_ins_v2_1000.json")))
                Assert.Skip($"'{DataPath("items_shuffle_1000.json")}' is not at hand.");

            return Read.Value;
        }
    }

    /// <summary>Every line of a recording; skips the running test where it is absent, fails where it is empty.</summary>
    public static IReadOnlyList<JsonElement> Lines(string name)
    {
        string path = GoldenFolder.FileOrSkip($"webshop/{name}");
        List<JsonElement> lines = [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.True(lines.Count > 0, $"'{path}' holds no case. Restore the recording.");
        return lines;
    }

    /// <summary>Every goal that asks for a product with one value of each group of its options.</summary>
    public static IEnumerable<Goal> Goals(Product product)
    {
        IEnumerable<GoalOption[]> choices = [[]];
        foreach (OptionGroup group in product.Options)
            choices = choices.SelectMany(choice => group.Values.Select(value => (GoalOption[])[.. choice, new(group.Name, value)]));

        return choices.Select(choice => new Goal(product, product.Instruction!, product.InstructionAttributes, choice, 1_000_000, 1));
    }

    private static string DataPath(string name) => Path.Combine(GoldenFolder.Data, "webshop", name);

    private static Dictionary<string, Product> ReadProducts()
    {
        using var items = JsonDocument.Parse(File.ReadAllBytes(DataPath("items_shuffle_1000.json")));
        using var wanted = JsonDocument.Parse(File.ReadAllBytes(DataPath("items_ins_v2_1000.json")));
        return items.RootElement.EnumerateArray().Select(item => Product(item, wanted.RootElement)).ToDictionary(product => product.Asin);
    }

    private static Product Product(JsonElement item, JsonElement wanted)
    {
        string asin = Text(item, "asin");
        JsonElement bullets = item.GetProperty("small_description");
        bool known = wanted.TryGetProperty(asin, out JsonElement more);
        return new Product
        {
            Asin = asin,
            Title = Text(item, "name"),
            Description = Text(item, "full_description"),
            Bullets = bullets.ValueKind == JsonValueKind.String ? [bullets.GetString()!] : Texts(bullets),
            Prices = [],
            PriceTag = "",
            Options = Options(item.GetProperty("customization_options")),
            Attributes = known ? Texts(more.GetProperty("attributes")) : ["DUMMY_ATTR"],
            Query = Text(item, "query").ToLowerInvariant().Trim(),
            Category = Text(item, "category"),
            CategoryPath = Text(item, "product_category"),
            Instruction = known && more.TryGetProperty("instruction", out JsonElement sentence) ? sentence.GetString() : null,
            InstructionAttributes = known && more.TryGetProperty("instruction_attributes", out JsonElement asked) ? Texts(asked) : [],
        };
    }

    private static OptionGroup[] Options(JsonElement groups) => groups.ValueKind != JsonValueKind.Object ? [] :
    [
        .. groups.EnumerateObject().Where(group => group.Value.ValueKind == JsonValueKind.Array).Select(group => new OptionGroup(
            group.Name.ToLowerInvariant(),
            [.. group.Value.EnumerateArray().Select(one => Text(one, "value").Trim().Replace("/", " | ", StringComparison.Ordinal).ToLowerInvariant())])),
    ];

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(one => one.GetString()!)];
}
