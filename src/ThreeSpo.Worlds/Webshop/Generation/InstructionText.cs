using System.Text;

namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Writes instructions in the manner of the benchmark's synthetic ones.</summary>
internal static class InstructionText
{
    private static readonly int[] Counts = [2, 2, 2, 3, 3, 4, 4];

    /// <summary>Chooses the attributes to ask for, in the order in which the sentence names them.</summary>
    /// <param name="attributes">The product's; at least two.</param>
    /// <param name="dice">The draws.</param>
    public static IReadOnlyList<AttributeRow> Choose(IReadOnlyList<AttributeRow> attributes, Dice dice) =>
        [.. attributes.Take(dice.Pick(Counts)).OrderBy(row => row.Ask)];

    /// <summary>"Find me easy clean, mid century coffee tables with metal legs for living room".</summary>
    public static string Of(string query, IReadOnlyList<AttributeRow> asked)
    {
        StringBuilder text = new("Find me ");
        text.AppendJoin(", ", Names(asked, Ask.Is)).Append(asked.Any(row => row.Ask == Ask.Is) ? " " : "").Append(query);

        foreach ((Ask ask, string word) in new[] { (Ask.Has, " with "), (Ask.For, " for ") })
        {
            if (asked.Any(row => row.Ask == ask))
                text.Append(word).AppendJoin(", ", Names(asked, ask));
        }

        return text.ToString();
    }

    private static IEnumerable<string> Names(IReadOnlyList<AttributeRow> asked, Ask ask) => asked.Where(row => row.Ask == ask).Select(row => row.Name);
}
