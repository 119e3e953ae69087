using System.Globalization;
using System.Text;

namespace ThreeSpo.Torch.Text.Templates;

/// <summary>Dates as Python's strftime writes them, in English.</summary>
internal static class WrittenDate
{
    /// <summary>Writes one.</summary>
    /// <param name="date">The date.</param>
    /// <param name="format">Its form: "%d %b %Y".</param>
    public static string Of(DateTime date, string format)
    {
        var written = new StringBuilder();
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                written.Append(format[i]);
                continue;
            }

            bool isBare = i + 1 < format.Length && format[i + 1] == '-';
            i += isBare ? 2 : 1;
            string part = Part(date, i < format.Length ? format[i] : '\0');
            written.Append(isBare && part.Length > 1 ? part.TrimStart('0') is { Length: > 0 } bare ? bare : "0" : part);
        }

        return written.ToString();
    }

    private static string Part(DateTime date, char letter)
    {
        string? form = letter switch
        {
            'Y' => "yyyy",
            'y' => "yy",
            'm' => "MM",
            'd' => "dd",
            'B' => "MMMM",
            'b' => "MMM",
            'A' => "dddd",
            'a' => "ddd",
            'H' => "HH",
            'I' => "hh",
            'M' => "mm",
            'S' => "ss",
            'p' => "tt",
            'F' => "yyyy-MM-dd",
            'T' => "HH:mm:ss",
            _ => null,
        };
        return form is not null ? date.ToString(form, CultureInfo.InvariantCulture)
            : letter == 'j' ? date.DayOfYear.ToString("000", CultureInfo.InvariantCulture)
            : letter == '%' ? "%"
            : throw new TemplateFault($"strftime_now does not know '%{letter}'");
    }
}
