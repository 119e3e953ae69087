using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Torch.Text;

/// <summary>A value in a JSON file that is not trusted, and where it stands, for messages.</summary>
/// <param name="Value">The value.</param>
/// <param name="Where">The file and the names on the way.</param>
internal readonly record struct JsonPlace(JsonElement Value, string Where)
{
    /// <summary>Parses a text and reads something from it.</summary>
    /// <exception cref="InvalidDataException">It is no JSON, or not what <paramref name="read"/> wants.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, string name, Func<JsonPlace, T> read)
    {
        try
        {
            ReadOnlyMemory<byte> text = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
            return read(new JsonPlace(document.RootElement, name));
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{name}({(fault.LineNumber ?? 0) + 1}): not JSON as wanted: {Printable.Line(fault.Message)} Use an unchanged copy.", fault);
        }
        catch (InvalidOperationException fault)
        {
            // The base library's way to say that a text is no Unicode: half of a surrogate pair, or broken UTF-8.
            throw new InvalidDataException($"{name}: holds a text that is no Unicode: {Printable.Line(fault.Message)} Use an unchanged copy.", fault);
        }
    }

    /// <summary>The entry of this name, or null where it is missing or null.</summary>
    public JsonPlace? Maybe(string name) =>
        As(JsonValueKind.Object, "an object").Value.TryGetProperty(name, out JsonElement value) && value.ValueKind is not JsonValueKind.Null
            ? new JsonPlace(value, $"{Where}: {name}")
            : null;

    /// <summary>The entry of this name.</summary>
    public JsonPlace Of(string name) => Maybe(name) ?? throw new InvalidDataException($"{Where}: lacks '{name}'. Use an unchanged copy of the model's tokenizer.");

    /// <summary>The entries of an object.</summary>
    public IEnumerable<JsonProperty> Entries() => As(JsonValueKind.Object, "an object").Value.EnumerateObject();

    /// <summary>The items of a list.</summary>
    public IEnumerable<JsonPlace> Items()
    {
        string where = Where;
        return As(JsonValueKind.Array, "a list").Value.EnumerateArray().Select(item => new JsonPlace(item, where));
    }

    /// <summary>A text.</summary>
    public string Text() => As(JsonValueKind.String, "a text").Value.GetString()!;

    /// <summary>A whole number.</summary>
    public int Whole() => Value.ValueKind is JsonValueKind.Number && Value.TryGetInt32(out int number) ? number : throw Unlike("a whole number");

    /// <summary>True or false.</summary>
    public bool Flag() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Unlike("true or false");

    /// <summary>What to throw where something else was wanted.</summary>
    public InvalidDataException Unlike(string wanted) =>
        new($"{Where}: found {Printable.Line(Value.GetRawText())}, wanted {wanted}. Give a byte-level BPE tokenizer such as Qwen2's.");

    private JsonPlace As(JsonValueKind kind, string wanted) => Value.ValueKind == kind ? this : throw Unlike(wanted);
}
