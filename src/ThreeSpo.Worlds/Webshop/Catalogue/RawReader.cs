using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Reads one item of a catalogue's files: JSON that may be anything. Messages say what was found and wanted; where is the caller's to say.</summary>
/// <param name="shared">Returns a text kept before that equals one, for texts that many items share.</param>
internal sealed class RawReader(Func<string, string> shared)
{
    /// <summary>The most groups of options of one product. Real ones have a handful.</summary>
    public const int MaxGroups = 64;

    /// <summary>The asin alone: whether a product is left out is decided by it before anything else is looked at.</summary>
    public static string Asin(JsonElement product) => Guarded(() => Text(Member(product, "asin"), "asin"));

    /// <summary>A product of items_shuffle.json.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public RawProduct Product(JsonElement product) => Guarded(() => new RawProduct(
        Text(Member(product, "asin"), "asin"),
        Text(Member(product, "name"), "name"),
        TextOrNothing(product, "full_description"),
        TextOrNothing(product, "pricing"),
        Bullets(product),
        Options(product),
        shared(Text(Member(product, "query"), "query")),
        shared(Text(Member(product, "category"), "category")),
        shared(Text(Member(product, "product_category"), "product_category"))));

    /// <summary>An entry of items_ins_v2.json.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public ProductNotes Notes(JsonElement entry) => Guarded(() =>
    {
        string? instruction = Maybe(entry, "instruction") is { } sentence ? Text(sentence, "instruction") : null;
        string[] wanted = Texts(entry, "instruction_attributes") ?? [];
        return instruction is null || wanted.Length > 0
            ? new ProductNotes(Texts(entry, "attributes"), instruction, wanted)
            : throw Unlike("an instruction without instruction_attributes", "at least one");
    });

    /// <summary>An entry of items_human_ins.json.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public IReadOnlyList<HumanInstruction> People(string asin, JsonElement entry) => Guarded(() =>
        (IReadOnlyList<HumanInstruction>)[.. Items(entry, asin).Select(one => new HumanInstruction(
            asin,
            Text(Member(one, "instruction"), "instruction"),
            Texts(one, "instruction_attributes") ?? [],
            Texts(one, "instruction_options") ?? []))]);

    private static string[] Bullets(JsonElement product) => Maybe(product, "small_description") switch
    {
        null => [],
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { } some => [.. Items(some, "small_description").Select(one => Text(one, "small_description"))],
    };

    private List<KeyValuePair<string, IReadOnlyList<string>?>> Options(JsonElement product)
    {
        if (Maybe(product, "customization_options") is not { } options || (options.ValueKind is JsonValueKind.String && options.GetString()!.Length == 0))
            return [];
        if (options.ValueKind is not JsonValueKind.Object)
            throw Unlike($"'customization_options' is {Kind(options)}", "an object or an empty text");

        List<KeyValuePair<string, IReadOnlyList<string>?>> groups = [];
        foreach (JsonProperty group in options.EnumerateObject())
        {
            if (groups.Count == MaxGroups)
                throw Unlike($"more than {MaxGroups} groups of options", "fewer");

            string[]? values = group.Value.ValueKind is JsonValueKind.Null
                ? null : [.. Items(group.Value, group.Name).Select(one => shared(Text(Member(one, "value"), "value")))];
            groups.Add(new(shared(group.Name), values));
        }

        return groups;
    }

    private string[]? Texts(JsonElement from, string name) =>
        Maybe(from, name) is { } list ? [.. Items(list, name).Select(one => shared(Text(one, name)))] : null;

    private static string TextOrNothing(JsonElement from, string name) => Maybe(from, name) is { } text ? Text(text, name) : "";

    private static JsonElement Member(JsonElement from, string name)
    {
        if (from.ValueKind is not JsonValueKind.Object)
            throw Unlike(Kind(from), $"an object with '{name}'");

        return from.TryGetProperty(name, out JsonElement member) ? member : throw Unlike($"no '{name}'", "one");
    }

    private static JsonElement? Maybe(JsonElement from, string name)
    {
        if (from.ValueKind is not JsonValueKind.Object)
            throw Unlike(Kind(from), "an object");

        return from.TryGetProperty(name, out JsonElement member) && member.ValueKind is not JsonValueKind.Null ? member : null;
    }

    private static string Text(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        _ => throw Unlike($"'{Printable.Line(name, 40)}' is {Kind(element)}", "a text"),
    };

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) => element.ValueKind is JsonValueKind.Array
        ? element.EnumerateArray()
        : throw Unlike($"'{Printable.Line(name, 40)}' is {Kind(element)}", "a list");

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private static InvalidDataException Unlike(string found, string wanted) => new($"found {found}, wanted {wanted}");

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            // The base library's way to say that a text is broken UTF-8, or half of a surrogate pair.
            throw new InvalidDataException("found a text that is not valid Unicode, wanted one that is");
        }
    }
}
