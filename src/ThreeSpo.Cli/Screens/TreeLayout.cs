using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Cli.Screens;

/// <summary>
/// Where the nodes of a tree lie in a picture: layers from left to right by depth; in each, rows from top to bottom in the order of creation.
/// A node lies level with its largest subtree, so that long paths are straight, and subtrees are as close together as their outlines let them.
/// </summary>
/// <param name="Layers">The layer of every node, by its number; the root's is 0.</param>
/// <param name="Rows">The row of every node, by its number; the topmost is 0.</param>
internal sealed record TreeLayout(int[] Layers, int[] Rows)
{
    /// <summary>How many layers there are.</summary>
    public int Depth => Layers.Max() + 1;

    /// <summary>How many rows there are.</summary>
    public int Height => Rows.Max() + 1;

    /// <summary>Lays out a tree.</summary>
    public static TreeLayout Of(RecordedTree tree)
    {
        int count = tree.Nodes.Count;
        int[] sizes = tree.SubtreeSizes();
        int[] offsets = new int[count];
        var outlines = new Outline?[count];

        // Children have higher numbers than their parents: downwards every subtree is known before it hangs anywhere.
        for (int number = count - 1; number >= 0; number--)
        {
            RecordedNode[] children = [.. tree.Children[number]];
            var together = new Outline([], []);
            foreach (RecordedNode child in children)
            {
                offsets[child.Number] = together.Add(outlines[child.Number]!);
                outlines[child.Number] = null;
            }

            int level = children.Length == 0 ? 0 : offsets[children.MaxBy(child => sizes[child.Number])!.Number];
            foreach (RecordedNode child in children)
                offsets[child.Number] -= level;

            outlines[number] = together.Under(level);
        }

        return Placed(tree, offsets);
    }

    private static TreeLayout Placed(RecordedTree tree, int[] offsets)
    {
        int[] layers = new int[offsets.Length];
        int[] rows = new int[offsets.Length];
        foreach (RecordedNode node in tree.Nodes.Skip(1))
        {
            layers[node.Number] = layers[node.Parent!.Value] + 1;
            rows[node.Number] = rows[node.Parent.Value] + offsets[node.Number];
        }

        int top = rows.Min();
        return new TreeLayout(layers, [.. rows.Select(row => row - top)]);
    }

    /// <summary>The topmost and the lowest row of a subtree in each layer, from its root's layer on, relative to its root's row.</summary>
    private sealed record Outline(List<int> Top, List<int> Bottom)
    {
        /// <summary>Puts another subtree under these.</summary>
        /// <returns>The row of its root.</returns>
        public int Add(Outline other)
        {
            int row = 0;
            for (int i = 0; i < Math.Min(Top.Count, other.Top.Count); i++)
                row = Math.Max(row, Bottom[i] + 1 - other.Top[i]);

            for (int i = 0; i < other.Top.Count; i++)
            {
                if (i < Top.Count)
                {
                    Bottom[i] = row + other.Bottom[i];
                    continue;
                }

                Top.Add(row + other.Top[i]);
                Bottom.Add(row + other.Bottom[i]);
            }

            return row;
        }

        /// <summary>These subtrees with a node before them.</summary>
        /// <param name="level">The row that the node lies level with.</param>
        public Outline Under(int level) => new([0, .. Top.Select(row => row - level)], [0, .. Bottom.Select(row => row - level)]);
    }
}
