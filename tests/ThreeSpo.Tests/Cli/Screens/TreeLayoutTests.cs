using ThreeSpo.Cli.Screens;
using ThreeSpo.Randomness;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Tests.Cli.Screens;

public sealed class TreeLayoutTests
{
    [Fact]
    public void A_node_lies_level_with_its_largest_subtree()
    {
        // 0 → 1, 2, 3; 2 → 4, 5; 4 → 6.
        var layout = TreeLayout.Of(Drawings.Tree(0, 0, 0, 2, 2, 4));

        Assert.Equal([0, 1, 1, 1, 2, 2, 3], layout.Layers);
        Assert.Equal([1, 0, 1, 2, 1, 2, 1], layout.Rows);
    }

    [Fact]
    public void A_path_is_one_row()
    {
        var layout = TreeLayout.Of(Drawings.Tree([.. Enumerable.Range(0, 500)]));

        Assert.Equal((501, 1), (layout.Depth, layout.Height));
    }

    [Fact]
    public void No_two_nodes_of_a_layer_share_a_row_and_children_keep_their_order()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var draw = new Draw((ulong)seed, 0, 0, 0);
            RecordedTree tree = Drawings.Tree([.. Enumerable.Range(0, 120).Select(i => (int)((draw with { Node = i }).Uniform(0) * (i + 1)))]);
            var layout = TreeLayout.Of(tree);

            Assert.Equal(tree.Nodes.Count, tree.Nodes.Select(node => (layout.Layers[node.Number], layout.Rows[node.Number])).Distinct().Count());
            foreach (IGrouping<int, RecordedNode> children in tree.Children)
                Assert.Equal(children.Select(child => child.Number), children.OrderBy(child => layout.Rows[child.Number]).Select(child => child.Number));
        }
    }
}
