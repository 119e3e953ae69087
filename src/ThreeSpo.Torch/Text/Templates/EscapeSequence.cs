using System.Globalization;
using System.Text;

namespace ThreeSpo.Torch.Text.Templates;

/// <summary>What a backslash means in a text of a template: as in Python.</summary>
internal static class EscapeSequence
{
    private const string Letters = "abfnrtv\\'\"";
    private const string Meanings = "\a\b\f\n\r\t\v\\'\"";

    /// <summary>Reads one.</summary>
    /// <param name="source">The template.</param>
    /// <param name="at">Where the backslash is; something follows it.</param>
    /// <param name="into">Gets what is meant; where nothing is, the backslash and what follows.</param>
    /// <returns>The place behind it; null where it lacks digits or is no character.</returns>
    public static int? Read(string source, int at, StringBuilder into)
    {
        char letter = source[at + 1];
        int meaning = Letters.IndexOf(letter, StringComparison.Ordinal);
        if (meaning >= 0)
        {
            into.Append(Meanings[meaning]);
            return at + 2;
        }

        return letter switch
        {
            '\n' => at + 2,
            'x' => Hexadecimal(source, at + 2, 2, into),
            'u' => Hexadecimal(source, at + 2, 4, into),
            'U' => Hexadecimal(source, at + 2, 8, into),
            >= '0' and <= '7' => Octal(source, at + 1, into),
            _ => AsWritten(letter, at, into),
        };
    }

    private static int AsWritten(char letter, int at, StringBuilder into)
    {
        into.Append('\\').Append(letter);
        return at + 2;
    }

    private static int? Hexadecimal(string source, int at, int digits, StringBuilder into)
    {
        if (at + digits > source.Length || !int.TryParse(source.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
            return null;

        if (Rune.IsValid(code))
            into.Append(new Rune(code));
        else if (code is >= 0 and <= char.MaxValue)
            into.Append((char)code);
        else
            return null;

        return at + digits;
    }

    private static int Octal(string source, int at, StringBuilder into)
    {
        int code = 0;
        int end = at;
        for (; end < source.Length && end < at + 3 && source[end] is >= '0' and <= '7'; end++)
            code = (code * 8) + (source[end] - '0');

        into.Append((char)code);
        return end;
    }
}
