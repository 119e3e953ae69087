using System.Text;
using System.Text.RegularExpressions;

namespace ThreeSpo.Tests.Security.Fuzzing;

/// <summary>Damage to S-expressions, as PDDL is written: words changed, lists lost, doubled and nested, brackets that do not match.</summary>
internal static partial class ListDamage
{
    private static readonly string[] Words =
    [
        "()", "(", ")", "and", "or", "not", "=", "exists", "forall", "holds", "istoggled", "isclean", "ishot", "iscool", "inreceptacle", "inreceptacleobject", "objecttype", "receptacletype",
        ":init", ":goal", "?x", "|", ";", "\"", "0", "-1", "\u001b[2J", "\0", "\ud83d\ude00", "é", "İ", "<|im_end|>", "_bar_", "basin", "type",
    ];

    /// <summary>Damages once to five times.</summary>
    public static byte[] Do(byte[] whole, Chance chance)
    {
        List<string> tokens = [.. Token().Matches(Encoding.UTF8.GetString(whole)).Select(match => match.Value)];
        for (int left = 1 + chance.Below(5); left > 0 && tokens.Count > 0; left--)
            Once(tokens, chance);

        return Encoding.UTF8.GetBytes(string.Concat(tokens));
    }

    private static void Once(List<string> tokens, Chance chance)
    {
        int at = chance.Below(tokens.Count);
        switch (chance.Below(7))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, $" {chance.Of(Words)} ");
                break;
            case 2:
                tokens[at] = $" {chance.Of(Words)} ";
                break;
            case 3:
                (int from, int count) = List(tokens, at);
                tokens.InsertRange(from, tokens.GetRange(from, count));
                break;
            case 4:
                (int first, int length) = List(tokens, at);
                tokens.RemoveRange(first, length);
                break;
            case 5:
                tokens[at] = chance.Of(tokens);
                break;
            default:
                int times = chance.Of([3, 70, 20_000]);
                tokens.Insert(at, chance.Below(3) switch
                {
                    0 => new string('(', times),
                    1 => string.Concat(new string('(', times), "a", new string(')', times)),
                    _ => new string('w', times),
                });
                break;
        }
    }

    /// <summary>The list that begins at or before a token, at most 400 tokens of it.</summary>
    private static (int From, int Count) List(List<string> tokens, int at)
    {
        while (at > 0 && tokens[at] != "(")
            at--;

        int depth = 0;
        for (int end = at; end < Math.Min(tokens.Count, at + 400); end++)
        {
            depth += tokens[end] == "(" ? 1 : tokens[end] == ")" ? -1 : 0;
            if (depth <= 0)
                return (at, end - at + 1);
        }

        return (at, 1);
    }

    [GeneratedRegex(@"[()]|[^()\s]+|\s+")]
    private static partial Regex Token();
}
