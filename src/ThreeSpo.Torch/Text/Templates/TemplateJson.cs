using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ThreeSpo.Torch.Text.Templates;

/// <summary>JSON as templates see it: what comes from it is not trusted, and what is written is spaced as Python does.</summary>
internal static class TemplateJson
{
    /// <summary>A value of a template. None of its texts is trusted.</summary>
    public static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Map(json),
        JsonValueKind.Array => json.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.String => new TemplateText(json.GetString()!, trusted: false),
        JsonValueKind.Number => json.GetRawText().AsSpan().IndexOfAny(".eE") < 0 && json.TryGetInt64(out long whole) ? (object)whole : json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A value as JSON.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indent">Spaces for each level; null for all on one line.</param>
    /// <param name="asciiOnly">Whether other letters are escaped.</param>
    /// <param name="sorted">Whether entries are ordered by name.</param>
    /// <param name="work">What it may cost.</param>
    public static TemplateText Write(object? value, int? indent, bool asciiOnly, bool sorted, Work work)
    {
        var writer = new Writer(indent, asciiOnly, sorted, work);
        writer.Write(value, level: 0);
        return work.Made(new TemplateText(writer.Text.ToString(), trusted: false));
    }

    private static TemplateMap Map(JsonElement json)
    {
        var map = new TemplateMap();
        foreach (JsonProperty entry in json.EnumerateObject())
            map[entry.Name] = Read(entry.Value);

        return map;
    }

    private sealed class Writer(int? indent, bool asciiOnly, bool sorted, Work work)
    {
        public StringBuilder Text { get; } = new();

        public void Write(object? value, int level)
        {
            work.Enter();
            switch (value)
            {
                case TemplateText text:
                    Quote(text.Text);
                    break;
                case IReadOnlyList<object?> list:
                    WriteAll('[', [.. list], item => Write(item, level + 1), ']', level);
                    break;
                case TemplateMap map:
                    KeyValuePair<string, object?>[] entries = [.. sorted ? map.Entries.OrderBy(entry => entry.Key, Comparer<string>.Create(Characters.Compare)) : map.Entries];
                    WriteAll('{', entries, entry => { Quote(entry.Key); Text.Append(": "); Write(entry.Value, level + 1); }, '}', level);
                    break;
                default:
                    Text.Append(value switch
                    {
                        null => "null",
                        true => "true",
                        false => "false",
                        long number => number.ToString(CultureInfo.InvariantCulture),
                        double.NaN => "NaN",
                        double.PositiveInfinity => "Infinity",
                        double.NegativeInfinity => "-Infinity",
                        double number => Written.Real(number),
                        Undefined missing => throw new TemplateFault($"tojson: {missing.What}"),
                        _ => throw new TemplateFault($"tojson cannot write {Values.Kind(value)}"),
                    });
                    break;
            }

            work.Leave();
        }

        private void WriteAll<T>(char open, T[] items, Action<T> write, char close, int level)
        {
            Text.Append(open);
            for (int i = 0; i < items.Length; i++)
            {
                Text.Append(i == 0 ? "" : indent is null ? ", " : ",");
                BreakLine(level + 1);
                write(items[i]);
            }

            if (items.Length > 0)
                BreakLine(level);

            Text.Append(close);
        }

        private void BreakLine(int level)
        {
            if (indent is not { } spaces)
                return;

            work.Length(Text.Length / 64);
            Text.Append('\n').Append(' ', spaces * level);
        }

        private void Quote(string text)
        {
            work.Length(text.Length);
            Text.Append('"');
            foreach (char letter in text)
            {
                _ = letter switch
                {
                    '"' => Text.Append("\\\""),
                    '\\' => Text.Append("\\\\"),
                    '\n' => Text.Append("\\n"),
                    '\r' => Text.Append("\\r"),
                    '\t' => Text.Append("\\t"),
                    '\b' => Text.Append("\\b"),
                    '\f' => Text.Append("\\f"),
                    < ' ' => Text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                    > '~' when asciiOnly => Text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                    _ => Text.Append(letter),
                };
            }

            Text.Append('"');
        }
    }
}
