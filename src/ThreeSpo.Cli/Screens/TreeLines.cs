using System.Globalization;
using ThreeSpo.Outside;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Cli.Screens;

/// <summary>A recorded tree as text, a line a node: figures in columns, then the action where it hangs.</summary>
/// <remarks>
/// A path goes on in its column, however long; what else was tried hangs beside it. Of several actions the one that most was tried after goes on.
/// </remarks>
internal static class TreeLines
{
    /// <summary>What stands over the figures.</summary>
    public static readonly string Head = $"{"#",4} {"step",4} {"S(s)",4} {"n",2} {"R",6} {"A",6} {"won",5}  action";

    private const int LeastAction = 12;

    /// <summary>The lines, in the order in which a reader goes through the tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="width">The most letters of a line.</param>
    public static IEnumerable<(RecordedNode Node, string Text)> Of(RecordedTree tree, int width)
    {
        int[] sizes = tree.SubtreeSizes();
        Stack<(RecordedNode Node, string Here, string Below)> waiting = new([(tree.Nodes[0], "", "")]);
        while (waiting.TryPop(out (RecordedNode Node, string Here, string Below) next))
        {
            string figures = FiguresOf(next.Node);
            yield return (next.Node, figures + Action(next.Node, next.Here, width - figures.Length));
            RecordedNode[] children = [.. tree.Children[next.Node.Number]];
            RecordedNode? main = children.Length == 1 ? children[0] : children.MaxBy(child => sizes[child.Number]);
            bool goesOn = children.Length == 1 || (main is not null && sizes[main.Number] > 1);
            RecordedNode[] beside = goesOn ? [.. children.Where(child => child != main)] : children;
            if (goesOn)
                waiting.Push((main!, next.Below, next.Below));

            for (int i = beside.Length - 1; i >= 0; i--)
            {
                (string here, string below) = i == beside.Length - 1 && !goesOn ? ("└ ", "  ") : ("├ ", "│ ");
                waiting.Push((beside[i], next.Below + here, next.Below + below));
            }
        }
    }

    private static string FiguresOf(RecordedNode node) => string.Create(CultureInfo.InvariantCulture,
        $"{node.Number,4} {node.Depth,4} {Share(node.Score),4} {node.Width,2} {Signed(node.Reward),6} {(node.Parent is null ? "" : Signed(node.Advantage)),6} {$"{node.Successes}/{node.Passed}",5}  ");

    private static string Action(RecordedNode node, string guides, int room)
    {
        string ending = node.Ending is null or "none" ? "" : $" → {Printable.Line(node.Ending, 12)}";
        string refused = node.Valid is false ? " (not valid)" : "";

        // What hangs deeper than there is room for shows the end of its guides.
        int most = room - LeastAction - ending.Length - refused.Length;
        string shown = guides.Length <= most ? guides : $"…{guides[^Math.Max(0, most - 1)..]}";
        int left = Math.Max(LeastAction, room - shown.Length - ending.Length - refused.Length);
        return shown + Cut(node.Action is null ? "(start)" : Prose.OneLine(node.Action), left) + refused + ending;
    }

    private static string Cut(string text, int most) => Printable.Line(text, text.Length > most ? most - 1 : most);

    private static string Share(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    private static string Signed(double? value) => value is { } number && Math.Round(number, 3) is var rounded
        ? rounded == 0 ? "0" : rounded.ToString("+0.000;-0.000", CultureInfo.InvariantCulture)
        : "";
}
