using System.Text;
using System.Text.Json;

namespace ThreeSpo.Tests.Security.Fuzzing;

/// <summary>Damage to JSON that leaves most of it JSON: other values, names given twice, deep nesting, texts that are no Unicode.</summary>
internal static class JsonDamage
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "1.5", "1e999", "-1e999", "1e-999", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "4294967296", "2147483647", "2147483648", "123456789012345678901234567890123456789", "[]", "{}", "[[]]", "[null]", "{\"\":null}", "{\"a\":{\"a\":{\"a\":1}}}",
        "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\u001b[2J\\u001b]0;x\\u0007\"", "\"\\r\\n\\u2028\\u202e\\u009b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ud83d\\ude00\"",
        "\"../../etc/passwd\"", "\"/dev/zero\"", "\"<|im_end|>\"", "\"[red]\"", "\"%s%n{0}\"", "NaN", "Infinity", "'a'", "01", "1.", "\"\\x\"", "\"", "[", "{", "]", "}", ",", ":", "//", "/*",
    ];

    private static readonly string[] Names =
        ["\"\"", "\"a\"", "\"\\ud800\"", "\"\\u0000\"", "\"\\u001b[31m\"", "\"\\u0061\"", "\"__proto__\"", "\"\\n\\n\"", "17", "\"id\""];

    /// <summary>Damages once to three times. What is no JSON, or ceases to be, is damaged as bytes.</summary>
    public static byte[] Do(byte[] whole, Chance chance)
    {
        byte[] json = whole;
        for (int left = 1 + chance.Below(3); left > 0; left--)
        {
            List<Token> tokens = Tokens(json);
            json = tokens.Count > 0 ? Once(json, tokens, chance) : ByteDamage.Do(json, chance);
        }

        return json;
    }

    private static byte[] Once(byte[] json, List<Token> tokens, Chance chance)
    {
        Token token = chance.OneIn(20) ? tokens[0] : chance.Of(tokens);
        if (token.IsName)
            return OfName(json, token, tokens, chance);

        ReadOnlySpan<byte> old = json.AsSpan(token.Start, token.End - token.Start);
        return chance.Below(8) switch
        {
            0 => Replaced(json, token, Long(chance)),
            1 => Replaced(json, token, [.. old, (byte)',', .. old]),
            2 => Replaced(json, token, Of(json, Value(tokens, chance))),
            3 => Replaced(json, token, []),
            _ => Replaced(json, token, Encoding.UTF8.GetBytes(chance.Of(Values))),
        };
    }

    private static byte[] OfName(byte[] json, Token token, List<Token> tokens, Chance chance)
    {
        ReadOnlySpan<byte> old = json.AsSpan(token.Start, token.End - token.Start);
        switch (chance.Below(5))
        {
            case 0:
                return Replaced(json, token, Encoding.UTF8.GetBytes(chance.Of(Names)));
            case 1:
                return Replaced(json, token, [.. old, (byte)':', .. Of(json, Value(tokens, chance)), (byte)',', .. old]);
            case 2:
                int cut = 1 + chance.Below(Math.Max(1, old.Length - 1));
                return Replaced(json, token, [.. old[..Math.Min(cut, old.Length - 1)], .. Encoding.ASCII.GetBytes(chance.Of(["\\ud800", "\\u0000", "x", "\\u006", "\u00e9"])), .. old[Math.Min(cut, old.Length - 1)..]]);
            case 3:
                return Replaced(json, token, [(byte)'"', .. Encoding.ASCII.GetBytes(new string('n', chance.Of([100, 10_000, 100_000]))), (byte)'"']);
            default:
                return Replaced(json, token, Of(json, chance.Of(tokens)));
        }
    }

    /// <summary>Deep nesting, a long text, a long number, or a long list.</summary>
    private static byte[] Long(Chance chance)
    {
        int count = chance.Of([10, 40, 1000, 100_000]);
        return Encoding.ASCII.GetBytes(chance.Below(7) switch
        {
            0 => new string('[', count),
            1 => string.Concat(new string('[', count), new string(']', count)),
            2 => string.Concat(string.Concat(Enumerable.Repeat("{\"a\":", count)), "1", new string('}', count)),
            3 => $"\"{new string('a', count)}\"",
            4 => $"\"{string.Concat(Enumerable.Repeat("\\u001b", Math.Min(count, 20_000)))}\"",
            5 => new string('9', count),
            _ => $"[{string.Join(',', Enumerable.Repeat(chance.Of(["0", "\"a\"", "[]", "{}"]), count))}]",
        });
    }

    private static Token Value(List<Token> tokens, Chance chance)
    {
        Token some = chance.Of(tokens);
        return some.IsName || some.End - some.Start > 4096 ? tokens.LastOrDefault(one => !one.IsName, tokens[0]) : some;
    }

    private static byte[] Of(byte[] json, Token token) => json[token.Start..token.End];

    private static byte[] Replaced(byte[] json, Token token, ReadOnlySpan<byte> with) => [.. json.AsSpan(0, token.Start), .. with, .. json.AsSpan(token.End)];

    /// <summary>Names and whole values, the root first; none where the bytes are not JSON.</summary>
    private static List<Token> Tokens(byte[] json)
    {
        List<Token> tokens = [];
        Stack<int> open = new();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            while (reader.Read())
            {
                int start = (int)reader.TokenStartIndex;
                int end = (int)reader.BytesConsumed;
                if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                {
                    int index = open.Pop();
                    tokens[index] = tokens[index] with { End = end };
                    continue;
                }

                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                    open.Push(tokens.Count);

                // A name's bytes end before its colon.
                bool isName = reader.TokenType is JsonTokenType.PropertyName;
                tokens.Add(new Token(start, isName ? start + reader.ValueSpan.Length + 2 : end, isName));
            }
        }
        catch (JsonException)
        {
            return [];
        }

        return tokens;
    }

    private readonly record struct Token(int Start, int End, bool IsName);
}
