using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json.Nodes;
using ThreeSpo.Outside;

namespace ThreeSpo.Settings;

/// <summary>What a setting's values are.</summary>
public enum SettingKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>One of a few names.</summary>
    Name,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,
}

/// <summary>One setting: a property of a settings record, as it is written in files and on command lines.</summary>
/// <param name="property">The property.</param>
/// <param name="defaults">An instance that holds the defaults.</param>
public sealed class Setting(PropertyInfo property, object defaults)
{
    private readonly RangeAttribute? _range = property.GetCustomAttribute<RangeAttribute>();

    /// <summary>Its name: the property's, with a small first letter.</summary>
    public string Key { get; } = Small(property.Name);

    /// <summary>What it does.</summary>
    public string Description { get; } = property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";

    /// <summary>What it belongs to, in words: its record's.</summary>
    public string Group { get; } = property.DeclaringType!.GetCustomAttribute<DescriptionAttribute>()?.Description ?? property.DeclaringType!.Name;

    /// <summary>What its values are.</summary>
    public SettingKind Kind { get; } = KindOf(property);

    /// <summary>The names that it may be; empty where it is not a name.</summary>
    public IReadOnlyList<string> Names { get; } = [.. NamesOf(property).Select(pair => pair.Name)];

    /// <summary>Its default, as text.</summary>
    public string Default { get; } = Text(property.GetValue(defaults));

    /// <summary>The smallest and the largest number that it may be; null where it is none.</summary>
    public (double Least, double Most)? Bounds => _range is null ? null
        : (Convert.ToDouble(_range.Minimum, CultureInfo.InvariantCulture), Convert.ToDouble(_range.Maximum, CultureInfo.InvariantCulture));

    /// <summary>What it may be, as text: a range, a list of names, or a kind of value.</summary>
    public string Allowed => Kind switch
    {
        SettingKind.Name => string.Join(" | ", Names),
        SettingKind.Truth => "true | false",
        SettingKind.Text => "text",
        _ => _range is null ? "a number" : $"{Text(_range.Minimum)} … {Text(_range.Maximum)}",
    };

    internal PropertyInfo Property => property;

    /// <summary>Reads a value.</summary>
    /// <param name="text">The value as written.</param>
    /// <param name="value">The value, where the text is one.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public string? TryRead(string text, out object? value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = Parse(text);
        if (value is null)
            return $"'{Key}' is '{Printable.Line(text)}', but must be {(Kind is SettingKind.Name ? "one of " : "")}{Allowed}.";

        return _range is null || (value is not double.NaN && _range.IsValid(value)) ? null : $"'{Key}' is {Printable.Line(text)}, but must lie in {Allowed}.";
    }

    /// <summary>A value as it is written in files and on command lines.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        Enum name => EnumNames(name.GetType()).First(pair => pair.Value.Equals(name)).Name,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>One of its values as JSON: a number or a truth without quotes.</summary>
    /// <param name="text">A value as <see cref="Text(object?)"/> writes it.</param>
    public JsonNode Json(string text) => Kind is SettingKind.Text or SettingKind.Name ? JsonValue.Create(text) : JsonNode.Parse(text)!;

    private object? Parse(string text)
    {
        // Numbers may be written as 300_000 or 3e5: both are what people type.
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        return Kind switch
        {
            SettingKind.Text => text,
            SettingKind.Name => NamesOf(property).FirstOrDefault(pair => pair.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).Value,
            SettingKind.Truth => bool.TryParse(text, out bool truth) ? truth : null,
            SettingKind.Whole when property.PropertyType == typeof(int) => WholeNumber(digits) is >= int.MinValue and <= int.MaxValue and { } whole ? (int)whole : null,
            SettingKind.Whole => WholeNumber(digits) is >= long.MinValue and <= long.MaxValue and { } whole ? (long)whole : null,
            _ => double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null,
        };
    }

    private static decimal? WholeNumber(string digits) =>
        decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal whole) && whole == decimal.Truncate(whole) ? whole : null;

    private static SettingKind KindOf(PropertyInfo property)
    {
        Type type = property.PropertyType;
        if (type.IsEnum || property.IsDefined(typeof(AllowedValuesAttribute)))
            return SettingKind.Name;

        return type == typeof(bool) ? SettingKind.Truth
            : type == typeof(int) || type == typeof(long) ? SettingKind.Whole
            : type == typeof(double) ? SettingKind.Number
            : type == typeof(string) ? SettingKind.Text
            : throw new NotSupportedException($"The setting {property.DeclaringType!.Name}.{property.Name} is {type}. Make it text, a name, a truth or a number.");
    }

    private static IEnumerable<(string Name, object Value)> NamesOf(PropertyInfo property) =>
        property.PropertyType.IsEnum
            ? EnumNames(property.PropertyType)
            : property.GetCustomAttribute<AllowedValuesAttribute>()?.Values.Select(value => (Text(value), value!)) ?? [];

    private static IEnumerable<(string Name, object Value)> EnumNames(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field =>
            (field.GetCustomAttribute<EnumMemberAttribute>()?.Value ?? Small(field.Name), field.GetValue(null)!));

    private static string Small(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
