using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using ThreeSpo.Outside;

namespace ThreeSpo.Settings;

/// <summary>One setting: a property of a settings record, as it is written in files and on command lines.</summary>
/// <param name="property">The property.</param>
/// <param name="defaults">An instance that holds the defaults.</param>
public sealed class Setting(PropertyInfo property, object defaults)
{
    /// <summary>Its name: the property's, with a small first letter.</summary>
    public string Key { get; } = Small(property.Name);

    /// <summary>What it does.</summary>
    public string Description { get; } = property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";

    /// <summary>Its default, as text.</summary>
    public string Default { get; } = Text(property.GetValue(defaults));

    /// <summary>What it may be, as text: a range, a list of names, or a kind of value.</summary>
    public string Allowed
    {
        get
        {
            if (property.PropertyType.IsEnum)
                return string.Join(" | ", Names(property.PropertyType).Select(pair => pair.Name));
            if (property.PropertyType == typeof(bool))
                return "true | false";

            return property.GetCustomAttribute<RangeAttribute>() is { } range
                ? $"{Text(range.Minimum)} … {Text(range.Maximum)}"
                : "text";
        }
    }

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
            return $"'{Key}' is '{Printable.Line(text)}', but must be {(property.PropertyType.IsEnum ? "one of " : "")}{Allowed}.";

        RangeAttribute? range = property.GetCustomAttribute<RangeAttribute>();
        return range is null || (value is not double.NaN && range.IsValid(value)) ? null : $"'{Key}' is {Printable.Line(text)}, but must lie in {Allowed}.";
    }

    /// <summary>A value as it is written in files and on command lines.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        Enum name => Names(name.GetType()).First(pair => pair.Value.Equals(name)).Name,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private object? Parse(string text)
    {
        Type type = property.PropertyType;
        if (type.IsEnum)
            return Names(type).FirstOrDefault(pair => pair.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).Value;
        if (type == typeof(string))
            return text;
        if (type == typeof(bool))
            return bool.TryParse(text, out bool truth) ? truth : null;
        if (type == typeof(double))
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

        // Whole numbers may be written as 300_000 or 3e5: both are what people type.
        if (!decimal.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal whole)
            || whole != decimal.Truncate(whole))
        {
            return null;
        }

        if (type == typeof(int))
            return whole is >= int.MinValue and <= int.MaxValue ? (int)whole : null;

        return whole is >= long.MinValue and <= long.MaxValue ? (long)whole : null;
    }

    private static IEnumerable<(string Name, object Value)> Names(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field =>
            (field.GetCustomAttribute<EnumMemberAttribute>()?.Value ?? Small(field.Name), field.GetValue(null)!));

    private static string Small(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
