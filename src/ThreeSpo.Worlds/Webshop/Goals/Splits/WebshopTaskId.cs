using System.Globalization;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>The name of a task, which is all that is needed to find its goal again: "synthetic/233/17".</summary>
/// <param name="Kind">Where the goal comes from.</param>
/// <param name="Seed">The seed of its book.</param>
/// <param name="Index">Its place in the book, from 0.</param>
public readonly record struct WebshopTaskId(GoalKind Kind, long Seed, int Index)
{
    private const string Example = "'synthetic/233/17' or 'human/233/4'";

    /// <summary>Reads a name.</summary>
    /// <exception cref="ArgumentException">It is not such a name, or is written otherwise than this program writes it.</exception>
    public static WebshopTaskId Parse(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        string[] parts = id.Split('/', 4);
        if (parts.Length == 3
            && KindOf(parts[0]) is { } kind
            && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seed)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && new WebshopTaskId(kind, seed, index) is var read
            && read.ToString() == id)
        {
            return read;
        }

        throw new ArgumentException($"'{Printable.Line(id, 100)}' is not the name of a task of WebShop. Such a name is kind/seed/place: {Example}.", nameof(id));
    }

    /// <summary>The name.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Word(Kind)}/{Seed}/{Index}");

    internal static string Word(GoalKind kind) => kind is GoalKind.Human ? "human" : "synthetic";

    private static GoalKind? KindOf(string word) => word switch
    {
        "synthetic" => GoalKind.Synthetic,
        "human" => GoalKind.Human,
        _ => null,
    };
}
