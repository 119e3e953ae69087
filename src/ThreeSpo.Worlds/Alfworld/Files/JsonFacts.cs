using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Reads JSON that may be anything, with messages that name the file.</summary>
internal static class JsonFacts
{
    public static JsonDocument Parse(ReadOnlyMemory<byte> json, string source)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;

            JsonValueKind kind = document.RootElement.ValueKind;
            document.Dispose();
            throw Wrong(source, $"the JSON is a {kind}", "an object");
        }
        catch (JsonException error)
        {
            throw new GameFormatException(
                $"{source}: the JSON cannot be read ({Printable.Line(error.Message, 200)}), wanted one object. Fetch the file again or leave it out.", error);
        }
    }

    public static JsonElement Member(JsonElement from, string name, string source)
    {
        if (from.ValueKind != JsonValueKind.Object)
            throw Wrong(source, $"a {from.ValueKind} where '{name}' should be", "an object");

        try
        {
            return from.TryGetProperty(name, out JsonElement member) ? member : throw Wrong(source, $"no '{name}'", "one");
        }
        catch (InvalidOperationException error)
        {
            throw new GameFormatException($"{source}: a name beside '{name}' is not valid Unicode, wanted a text. Fetch the file again or leave it out.", error);
        }
    }

    public static string TextOf(JsonElement from, string name, string source) => Text(Member(from, name, source), source, name);

    public static string Text(JsonElement element, string source, string name)
    {
        if (element.ValueKind != JsonValueKind.String)
            throw Wrong(source, $"'{name}' is a {element.ValueKind}", "a text");

        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new GameFormatException($"{source}: '{name}' is not valid Unicode, wanted a text. Fetch the file again or leave it out.", error);
        }
    }

    public static bool Flag(JsonElement from, string name, string source)
    {
        JsonElement member = Member(from, name, source);
        return member.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? member.GetBoolean()
            : throw Wrong(source, $"'{name}' is a {member.ValueKind}", "true or false");
    }

    public static int Whole(JsonElement element, string source, string name) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int number)
            ? number
            : throw Wrong(source, $"'{name}' is not a whole number", "one");

    /// <summary>The items of a list.</summary>
    /// <param name="element">The list.</param>
    /// <param name="source">What to call the file.</param>
    /// <param name="name">What to call the list.</param>
    /// <param name="length">How many items it must have; -1 for any number up to the bound.</param>
    public static JsonElement[] Items(JsonElement element, string source, string name, int length = -1)
    {
        if (element.ValueKind != JsonValueKind.Array)
            throw Wrong(source, $"'{name}' is a {element.ValueKind}", "a list");

        int count = element.GetArrayLength();
        if (length >= 0 ? count != length : count > GameCheck.MaxThings)
            throw Wrong(source, $"{count} items in '{name}'", length >= 0 ? $"{length}" : $"at most {GameCheck.MaxThings}");
        return [.. element.EnumerateArray()];
    }

    public static GameFormatException Wrong(string source, string found, string wanted) =>
        new($"{source}: found {found}, wanted {wanted}. Fetch the file again or leave it out.");
}
