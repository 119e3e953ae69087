using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Tests.Cli.Screens;

/// <summary>Recorded trees made of nothing but their shape.</summary>
internal static class Drawings
{
    /// <summary>A tree whose nodes, from 1 on, hang where they are told.</summary>
    /// <param name="parents">The parent of node 1, of node 2, and so on.</param>
    public static RecordedTree Tree(params int[] parents) => Tree(parents, null);

    /// <inheritdoc cref="Tree(int[])"/>
    public static RecordedTree Tree(int[] parents, string? action)
    {
        List<RecordedNode> nodes = [Node(0, null, 0)];
        for (int i = 0; i < parents.Length; i++)
            nodes.Add(Node(i + 1, parents[i], nodes[parents[i]].Depth + 1));

        return new RecordedTree(11, 3, "task <1>", "fake", parents.Length, 4, 2, nodes);

        RecordedNode Node(int number, int? parent, int depth)
        {
            bool leaf = !parents.Contains(number);
            return new RecordedNode(
                number, parent, depth, parent is null ? null : action ?? $"go {number}", parent is null ? null : !leaf ? "none" : number % 2 == 0 ? "succeeded" : "truncated", null,
                parent is null ? null : number != 4, 0.5, leaf ? null : 1.0 / (number + 1), parents.Count(one => one == number), parent is null ? null : number / 8.0,
                number == 5 ? -0.00001 : -number / 8.0, number, number / 2, "seen & done");
        }
    }
}
