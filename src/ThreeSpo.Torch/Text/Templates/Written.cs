using System.Globalization;
using System.Text;

namespace ThreeSpo.Torch.Text.Templates;

/// <summary>How Python prints values.</summary>
internal static class Written
{
    /// <summary>A value as it is put out: a text as it is, anything else as Python writes it.</summary>
    public static TemplateText Text(object? value, Work work)
    {
        if (value is TemplateText text)
            return text;
        if (value is Undefined)
            return TemplateText.Empty;

        var written = new StringBuilder();
        Write(value, written, work);
        return work.Made(new TemplateText(written.ToString(), trusted: false));
    }

    /// <summary>A number with a point, as short as reads back the same.</summary>
    public static string Real(double number)
    {
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";

        // The digits that read back the same, and the place of the point behind the first of them.
        string round = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        string[] parts = round.Split('E');
        string mantissa = parts[0];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal) is >= 0 and int found ? found : mantissa.Length;
        string all = mantissa.Replace(".", "", StringComparison.Ordinal);
        string digits = all.TrimStart('0');
        int exponent = (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0) + point - 1 - (all.Length - digits.Length);
        string sign = double.IsNegative(number) ? "-" : "";
        digits = digits.TrimEnd('0');
        if (digits.Length == 0)
            return $"{sign}0.0";
        if (exponent is < -4 or >= 16)
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";

        string whole = digits.PadRight(exponent + 1, '0');
        return $"{sign}{whole[..(exponent + 1)]}.{(whole.Length > exponent + 1 ? whole[(exponent + 1)..] : "0")}";
    }

    private static void Write(object? value, StringBuilder into, Work work)
    {
        work.Enter();
        switch (value)
        {
            case TemplateText text:
                work.Length(text.Text.Length);
                Quote(text.Text, into);
                break;
            case IReadOnlyList<object?> list:
                WriteAll('[', list, item => Write(item, into, work), ']', into);
                break;
            case TemplateMap map:
                WriteAll('{', map.Entries, entry => { Quote(entry.Key, into); into.Append(": "); Write(entry.Value, into, work); }, '}', into);
                break;
            default:
                into.Append(value switch
                {
                    null => "None",
                    true => "True",
                    false => "False",
                    long number => number.ToString(CultureInfo.InvariantCulture),
                    double number => Real(number),
                    Undefined => "Undefined",
                    _ => throw new TemplateFault($"{Values.Kind(value)} cannot be printed"),
                });
                break;
        }

        work.Length(into.Length);
        work.Leave();
    }

    private static void WriteAll<T>(char open, IEnumerable<T> items, Action<T> write, char close, StringBuilder into)
    {
        into.Append(open);
        string between = "";
        foreach (T item in items)
        {
            into.Append(between);
            write(item);
            between = ", ";
        }

        into.Append(close);
    }

    private static void Quote(string text, StringBuilder into)
    {
        char quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        into.Append(quote);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\\' => into.Append("\\\\"),
                '\n' => into.Append("\\n"),
                '\r' => into.Append("\\r"),
                '\t' => into.Append("\\t"),
                _ when rune.Value == quote => into.Append('\\').Append(quote),
                ' ' => into.Append(' '),
                _ when Prints(rune) => into.Append(rune),
                < 0x100 => into.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                < 0x10000 => into.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => into.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            };
        }

        into.Append(quote);
    }

    private static bool Prints(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
