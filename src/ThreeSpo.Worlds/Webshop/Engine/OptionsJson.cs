using System.Globalization;
using System.Text;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Options as JSON, spelled as by the benchmark: Python's separators, nothing but ASCII.</summary>
internal static class OptionsJson
{
    /// <summary>Writes options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="forPages">Whether names are sorted and ' &amp; &lt; &gt; are escaped too.</param>
    public static string Of(IEnumerable<ChosenOption> options, bool forPages)
    {
        IEnumerable<ChosenOption> ordered = forPages ? options.OrderBy(option => option.Group, CodePointOrder.Instance) : options;
        return $"{{{string.Join(", ", ordered.Select(option => $"{Quoted(option.Group, forPages)}: {Quoted(option.Value, forPages)}"))}}}";
    }

    private static string Quoted(string text, bool forPages)
    {
        StringBuilder quoted = new("\"");
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                '\'' or '&' or '<' or '>' when forPages => Escaped(quoted, letter),
                < ' ' or > '~' => Escaped(quoted, letter),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static StringBuilder Escaped(StringBuilder quoted, char letter) =>
        quoted.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
}
