using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Nouns that a tagger found once and for all, kept in a file beside a catalogue.</summary>
/// <param name="known">Each title's nouns, with repeats; in lower case.</param>
/// <param name="otherwise">Whom to ask for other titles.</param>
public sealed class SideCarNouns(IReadOnlyDictionary<string, IReadOnlyList<string>> known, INouns otherwise) : INouns
{
    /// <summary>The most bytes that a file may have: that of a million titles has about 300 MiB.</summary>
    public const int MaxFileBytes = 1 << 30;

    /// <summary>Titles whose nouns are known.</summary>
    public int Count => known.Count;

    /// <summary>Reads a file: a JSON object of titles, spelled as in the catalogue, each with the array of its nouns.</summary>
    /// <param name="path">The file.</param>
    /// <param name="otherwise">Whom to ask for other titles.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is no such object. Of titles that occur twice the last counts.</exception>
    public static SideCarNouns Read(string path, INouns otherwise)
    {
        byte[] json = OutsideFile.Read(path, MaxFileBytes, "file of nouns");
        try
        {
            return new SideCarNouns(Read(json, path), otherwise);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException(
                $"{path}: the JSON cannot be read ({Printable.Line(fault.Message, 200)}), wanted {Form} Write the file again.", fault);
        }
        catch (InvalidOperationException fault)
        {
            throw new InvalidDataException($"{path}: a title or noun is not valid Unicode, wanted texts that are. Write the file again.", fault);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Of(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return known.TryGetValue(title, out IReadOnlyList<string>? nouns) ? nouns : otherwise.Of(title);
    }

    private const string Form = "{\"title\": [\"noun\", …], …}.";

    private static Dictionary<string, IReadOnlyList<string>> Read(byte[] json, string path)
    {
        // Python writes no byte order mark; other programs do.
        ReadOnlySpan<byte> text = json;
        if (text.StartsWith("\uFEFF"u8))
            text = text["\uFEFF"u8.Length..];

        Utf8JsonReader reader = new(text, new JsonReaderOptions { MaxDepth = 4 });
        Dictionary<string, IReadOnlyList<string>> known = new(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject, "an object of titles", path);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string title = reader.GetString()!;
            Expect(ref reader, JsonTokenType.StartArray, $"an array of nouns for '{Printable.Line(title)}'", path);
            known[title] = Nouns(ref reader, title, path);
        }

        // Whatever follows the object is a fault that the reader reports.
        reader.Read();
        return known;
    }

    private static string[] Nouns(ref Utf8JsonReader reader, string title, string path)
    {
        List<string> nouns = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
                throw Wrong(path, reader.TokenType, $"texts for '{Printable.Line(title)}'");

            nouns.Add(PythonText.Lower(reader.GetString()!));
        }

        return [.. nouns];
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType wanted, string what, string path)
    {
        reader.Read();
        if (reader.TokenType != wanted)
            throw Wrong(path, reader.TokenType, what);
    }

    private static InvalidDataException Wrong(string path, JsonTokenType found, string wanted) =>
        new($"{path}: found {found}, wanted {wanted}: {Form} Write the file again.");
}
