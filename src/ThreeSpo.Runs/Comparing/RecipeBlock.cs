using System.Globalization;
using System.Text.Json;
using ThreeSpo.Outside;
using ThreeSpo.Settings;

namespace ThreeSpo.Runs.Comparing;

/// <summary>One object of a recipe: every key is known, every value of its kind, and whatever is not is noted.</summary>
internal sealed class RecipeBlock
{
    private const int MostItems = 1000;
    private const int MostCharacters = 500;

    private readonly Dictionary<string, JsonElement> _values = [];
    private readonly ICollection<string> _faults;
    private readonly string _where;

    /// <summary>Opens an object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="where">What to call it in faults: "quick.json, variants[2]".</param>
    /// <param name="known">The keys that it may have.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public RecipeBlock(JsonElement element, string where, string[] known, ICollection<string> faults)
    {
        (_where, _faults) = (where, faults);
        if (element.ValueKind is not JsonValueKind.Object)
        {
            Fault($"found {element.ValueKind}, wanted an object with {string.Join(", ", known)}.");
            return;
        }

        foreach (JsonProperty entry in element.EnumerateObject().Where(entry => !entry.Name.StartsWith('$')))
        {
            if (!known.Contains(entry.Name))
                Fault($"there is no '{Printable.Line(entry.Name)}' here. Did you mean '{Nearest.To(entry.Name, known)}'? There are: {string.Join(", ", known)}.");
            else if (!_values.TryAdd(entry.Name, entry.Value))
                Fault($"'{entry.Name}' is given twice. Keep one of the two.");
        }
    }

    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>A text of one line.</summary>
    public string Text(string key, string otherwise)
    {
        if (!_values.TryGetValue(key, out JsonElement value))
            return otherwise;
        if (value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 and <= MostCharacters } text && !text.Any(char.IsControl))
            return text;

        Fault($"'{key}' must be a text of one line, of 1 to {MostCharacters} characters.");
        return otherwise;
    }

    /// <summary>A name that folders can have.</summary>
    public string Name(string key)
    {
        string name = Text(key, "");
        if (IsName(name))
            return name;

        Fault(name.Length == 0 ? $"has no '{key}'." : $"'{key}' is '{Printable.Line(name)}', but becomes a folder's name: use letters, digits, hyphens, dots, underscores and plus signs, at most 60.");
        return name;
    }

    /// <summary>A number in a range.</summary>
    public double Number(string key, double otherwise, double above, double most)
    {
        if (!_values.TryGetValue(key, out JsonElement value))
            return otherwise;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out double number) && number > above && number <= most)
            return number;

        Fault(string.Create(CultureInfo.InvariantCulture, $"'{key}' must be a number above {above} and at most {most}."));
        return otherwise;
    }

    /// <summary>Settings, as a settings file has them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings(string key) =>
        _values.TryGetValue(key, out JsonElement value) ? SettingsFile.Parse(value.GetRawText(), $"{_where}, {key}", _faults, []) : [];

    /// <summary>A list of texts, or one of them alone.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (!_values.TryGetValue(key, out JsonElement value))
            return [];

        JsonElement[] all = value.ValueKind is JsonValueKind.Array ? Items(value, key) : [value];
        if (all.All(one => one.ValueKind is JsonValueKind.String))
            return [.. all.Select(one => Printable.Line(one.GetString()!, MostCharacters))];

        Fault($"'{key}' must be a text, or a list of texts.");
        return [];
    }

    /// <summary>A list of values of a setting, as settings are written.</summary>
    public IReadOnlyList<string> Values(string key)
    {
        if (_values.TryGetValue(key, out JsonElement value) && value.ValueKind is JsonValueKind.Array)
            return [.. Items(value, key).Select(one => one.ValueKind is JsonValueKind.String ? Printable.Line(one.GetString()!, MostCharacters) : one.GetRawText())];

        Fault($"'{key}' must be a list of values.");
        return [];
    }

    /// <summary>Seeds: a list, or how many.</summary>
    public IReadOnlyList<long> Seeds(string key)
    {
        if (!_values.TryGetValue(key, out JsonElement value))
        {
            Fault($"has no '{key}': give a list such as [1, 2, 3], or how many.");
            return [];
        }

        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out int count) && count is >= 1 and <= MostItems)
            return [.. Enumerable.Range(1, count).Select(seed => (long)seed)];

        long[] seeds = value.ValueKind is JsonValueKind.Array
            ? [.. Items(value, key).Select(one => one.ValueKind is JsonValueKind.Number && one.TryGetInt64(out long seed) ? seed : -1)] : [];
        if (seeds.Length > 0 && seeds.All(seed => seed >= 0) && seeds.Distinct().Count() == seeds.Length)
            return seeds;

        Fault($"'{key}' must be a list of different whole numbers such as [1, 2, 3], or how many, up to {MostItems}.");
        return [];
    }

    /// <summary>A list of objects, or one object.</summary>
    public IReadOnlyList<RecipeBlock> Blocks(string key, params string[] known) => _values.TryGetValue(key, out JsonElement value)
        ? value.ValueKind is JsonValueKind.Array
            ? [.. Items(value, key).Select((one, i) => new RecipeBlock(one, $"{_where}, {key}[{i}]", known, _faults))]
            : [new RecipeBlock(value, $"{_where}, {key}", known, _faults)]
        : [];

    public void Fault(string what) => _faults.Add($"{_where}: {what}");

    /// <summary>Whether a folder may be called so.</summary>
    internal static bool IsName(string name) => name.Length is > 0 and <= 60 && name[0] != '.' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '+');

    private JsonElement[] Items(JsonElement list, string key)
    {
        if (list.GetArrayLength() <= MostItems)
            return [.. list.EnumerateArray()];

        Fault($"'{key}' holds {list.GetArrayLength()} items, wanted at most {MostItems}.");
        return [];
    }
}
