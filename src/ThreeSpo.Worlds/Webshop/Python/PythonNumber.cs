using System.Globalization;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Numbers as Python prints them.</summary>
internal static class PythonNumber
{
    /// <summary>repr of a float: the shortest digits that read back as the same number, with at least one after the point.</summary>
    public static string Of(double value)
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

    /// <summary>The digits of a number from the first that is not 0 to the last that is not.</summary>
    private static string DigitsOf(string round)
    {
        int end = round.IndexOf('E', StringComparison.Ordinal);
        string mantissa = end < 0 ? round : round[..end];
        return string.Concat(mantissa.Where(char.IsAsciiDigit)).Trim('0') is { Length: > 0 } digits ? digits : "0";
    }
}
