using System.Globalization;
using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Torch.Models;

/// <summary>Fields of a config.json, or of another file like it, checked one by one.</summary>
internal sealed class ConfigFields
{
    private readonly JsonElement _root;
    private readonly string _name;

    public ConfigFields(JsonElement root, string name, string again = "Download the model's config.json again.")
    {
        if (root.ValueKind is not JsonValueKind.Object)
            throw new InvalidDataException($"{name}: found {root.ValueKind}, wanted one object. {again}");

        (_root, _name, Again) = (root, name, again);
    }

    /// <summary>What to do about a field that is not as it should be.</summary>
    private string Again { get; }

    public string? Text(string key) =>
        _root.TryGetProperty(key, out JsonElement value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>Whether a field is there, and not null.</summary>
    public bool Has(string key) => _root.TryGetProperty(key, out JsonElement value) && value.ValueKind is not JsonValueKind.Null;

    /// <summary>The fields of an object in a field; null where there is none.</summary>
    public ConfigFields? Within(string key) => !Has(key) ? null
        : _root.GetProperty(key) is { ValueKind: JsonValueKind.Object } inner ? new ConfigFields(inner, _name, Again)
        : throw Wrong(key, "an object", Again);

    public bool Flag(string key, bool otherwise) => !Has(key) ? otherwise
        : _root.GetProperty(key) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean()
        : throw Wrong(key, "true or false", Again);

    public double Real(string key, double otherwise) => !Has(key) ? otherwise
        : _root.GetProperty(key) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble()
        : throw Wrong(key, "a number", Again);

    public int Whole(string key, int least, int most, int? otherwise = null)
    {
        if (!Has(key) && otherwise is { } fallback)
            return fallback;
        if (_root.TryGetProperty(key, out JsonElement value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= most)
            return number;

        throw Wrong(key, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), Again);
    }

    /// <summary>One id, a list of ids, or none.</summary>
    public IReadOnlyList<int> Ids(string key)
    {
        if (!Has(key))
            return [];

        JsonElement value = _root.GetProperty(key);
        JsonElement[] items = value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return [.. items.Select(item => item.ValueKind is JsonValueKind.Number && item.TryGetInt32(out int id) && id >= 0
            ? id : throw Wrong(key, "a token id or a list of them", Again))];
    }

    /// <summary>A list of texts; null where the field is none.</summary>
    public IReadOnlyList<string>? Texts(string key) =>
        _root.TryGetProperty(key, out JsonElement value) && value.ValueKind is JsonValueKind.Array
        && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : null;

    /// <summary>The names of its fields, in the file's order.</summary>
    public IEnumerable<string> Names() => _root.EnumerateObject().Select(field => field.Name);

    /// <summary>Whether a field says nothing: it is missing, null, false, or an empty list, object or text.</summary>
    public bool IsUnset(string key)
    {
        if (!Has(key))
            return true;

        JsonElement value = _root.GetProperty(key);
        return value.ValueKind switch
        {
            JsonValueKind.False => true,
            JsonValueKind.String => value.GetString() is "",
            JsonValueKind.Array => value.GetArrayLength() == 0,
            JsonValueKind.Object => !value.EnumerateObject().Any(),
            _ => false,
        };
    }

    public InvalidDataException Wrong(string key, string wanted, string mend)
    {
        string found = _root.TryGetProperty(key, out JsonElement value) ? value.GetRawText() : "nothing";
        return new InvalidDataException($"{_name}: '{key}' is {Printable.Line(found)}, wanted {wanted}. {mend}");
    }
}
