using System.Text;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

/// <summary>A small catalogue as its three files spell it.</summary>
internal static class WrittenShop
{
    public const string Items = """
        [
         {"asin": "B000000001", "name": "Soft Lamp", "full_description": "It shines.", "pricing": "$12.99", "images": ["a.jpg"],
          "product_category": "Home › Lamps", "average_rating": 4.5, "small_description": ["warm", ""], "category": "garden", "query": " Table Lamps ",
          "customization_options": {"Color": [{"value": " Red/Blue ", "image": null}, {"value": "TAN"}], "Size": null, "color": [{"value": "Grün"}]},
          "product_information": {"a": {"b": {"c": ["d"]}}}},
         {"asin": "nan", "name": 7},
         {"asin": "B0000000012"},
         {"asin": "B000000001", "name": "again"},
         {"asin": "B000000002", "name": "", "full_description": null, "pricing": "", "product_category": "Home", "small_description": "one",
          "category": "fashion", "query": "Hats", "customization_options": ""},
         {"asin": "B000000003", "name": "\u2605 Range", "pricing": "$9.50 - $1,014.00 - $3", "product_category": "Home", "small_description": null,
          "category": "fashion", "query": "Hats", "customization_options": {"size": [{"value": "s"}, {"value": "m"}]}}
        ]
        """;

    public const string Attributes = """
        {"B000000001": {"attributes": ["soft", "warm light"], "instruction": "Find me soft table lamps", "instruction_attributes": ["soft"]},
         "B000000003": {"attributes": []}, "B00000000X": {"attributes": ["unknown"]}}
        """;

    public const string People = """
        {"B000000003": [{"asin": "B000000003", "instruction": "i want a hat.", "attributes": ["a"], "options": ["size: s"], "instruction_attributes": ["a"], "instruction_options": ["s"]}],
         "B00000000X": []}
        """;

    public static Catalogue Read(string items = Items, string attributes = Attributes, string? people = People) => CatalogueFiles.Read(
        "shop", Stream(items), Stream(attributes), people is null ? null : Stream(people));

    /// <summary>Writes the three files.</summary>
    public static void Write(string folder, string items = Items, string attributes = Attributes, string? people = People)
    {
        File.WriteAllText(Path.Combine(folder, "items_shuffle.json"), items);
        File.WriteAllText(Path.Combine(folder, "items_ins_v2.json"), attributes);
        if (people is not null)
            File.WriteAllText(Path.Combine(folder, "items_human_ins.json"), people);
    }

    public static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
