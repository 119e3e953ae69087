using System.Globalization;
using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Torch.Models;

/// <summary>Fields of a config.json, checked one by one.</summary>
internal sealed class ConfigFields
{
    private const string Again = "Download the model's config.json again.";

    private readonly JsonElement _root;
    private readonly string _name;

    public ConfigFields(JsonElement root, string name)
    {
        if (root.ValueKind is not JsonValueKind.Object)
            throw new InvalidDataException($"{name}: found {root.ValueKind}, wanted one object. {Again}");

        (_root, _name) = (root, name);
    }

    public string? Text(string key) =>
        _root.TryGetProperty(key, out JsonElement value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>Whether a field is there, and not null.</summary>
    public bool Has(string key) => _root.TryGetProperty(key, out JsonElement value) && value.ValueKind is not JsonValueKind.Null;

    /// <summary>The fields of an object in a field; null where there is none.</summary>
    public ConfigFields? Within(string key) => !Has(key) ? null
        : _root.GetProperty(key) is { ValueKind: JsonValueKind.Object } inner ? new ConfigFields(inner, _name)
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

    public InvalidDataException Wrong(string key, string wanted, string mend)
    {
        string found = _root.TryGetProperty(key, out JsonElement value) ? value.GetRawText() : "nothing";
        return new InvalidDataException($"{_name}: '{key}' is {Printable.Line(found)}, wanted {wanted}. {mend}");
    }
}
