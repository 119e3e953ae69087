using System.Globalization;
using System.Text;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>What Python makes of texts and numbers, where .NET makes something else of a few of them.</summary>
internal static class PythonText
{
    private const char DottedCapitalI = '\u0130';
    private const char CapitalSigma = '\u03A3';

    /// <summary>str.lower: two letters differ from .NET's, the dotted capital I and the sigma at a word's end.</summary>
    public static string Lower(string text)
    {
        string lower = text.ToLowerInvariant();
        if (!text.AsSpan().ContainsAny(DottedCapitalI, CapitalSigma))
            return lower;

        StringBuilder built = new(text.Length + 4);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == DottedCapitalI)
                built.Append("i\u0307");
            else
                built.Append(text[i] == CapitalSigma && EndsWord(text, i) ? '\u03C2' : lower[i]);
        }

        return built.ToString();
    }

    /// <summary>str.strip: Python also counts four separators among the control characters as white space.</summary>
    public static string Strip(string text)
    {
        int from = 0;
        int to = text.Length;
        while (from < to && IsSpace(text[from]))
            from++;
        while (to > from && IsSpace(text[to - 1]))
            to--;

        return text[from..to];
    }

    /// <summary>repr of a float: the shortest digits that read back as the same number, with at least one after the point.</summary>
    public static string Number(double value)
    {
        string shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        string round = value.ToString("R", CultureInfo.InvariantCulture);
        if (!double.IsFinite(value) || value == 0)
            return double.IsFinite(value) ? (double.IsNegative(value) ? "-0.0" : "0.0") : round;

        int exponent = int.Parse(shortest.AsSpan(shortest.IndexOf('E', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
        string digits = DigitsOf(round);
        string sign = value < 0 ? "-" : "";
        if (exponent is < -4 or >= 16)
        {
            string tail = digits.Length > 1 ? "." + digits[1..] : "";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{tail}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (exponent < 0)
            return sign + "0." + new string('0', -exponent - 1) + digits;

        string whole = digits.Length > exponent + 1 ? digits[..(exponent + 1)] : digits.PadRight(exponent + 1, '0');
        return sign + whole + "." + (digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0");
    }

    /// <summary>Python's order of texts, by code points: it differs from UTF-16's where one text has a surrogate and the other a letter from U+E000 on.</summary>
    public static int Compare(string one, string other)
    {
        for (int i = 0; i < Math.Min(one.Length, other.Length); i++)
        {
            if (one[i] != other[i])
                return char.IsSurrogate(one[i]) == char.IsSurrogate(other[i]) ? one[i] - other[i] : char.IsSurrogate(one[i]) ? 1 : -1;
        }

        return one.Length - other.Length;
    }

    /// <summary>The digits of a number from the first that is not 0 to the last that is not.</summary>
    private static string DigitsOf(string round)
    {
        int end = round.IndexOf('E', StringComparison.Ordinal);
        string mantissa = end < 0 ? round : round[..end];
        return string.Concat(mantissa.Where(char.IsAsciiDigit)).Trim('0') is { Length: > 0 } digits ? digits : "0";
    }

    private static bool IsSpace(char letter) => char.IsWhiteSpace(letter) || letter is >= '\x1c' and <= '\x1f';

    private static bool EndsWord(string text, int at) =>
        at > 0 && char.IsLetter(text[at - 1]) && (at + 1 == text.Length || !char.IsLetter(text[at + 1]));
}
