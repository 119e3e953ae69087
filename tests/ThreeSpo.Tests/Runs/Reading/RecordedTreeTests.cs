using ThreeSpo.Runs.Reading;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Runs.Reading;

public sealed class RecordedTreeTests
{
    [Fact]
    public void A_tree_is_read_as_it_was_recorded()
    {
        using var run = new HandRun();
        using var reader = RunReader.Open(run.Path);
        RecordedTree tree = RecordedTree.Read(reader, 1, 0)!;

        Assert.Equal(("task", "fake", 5, 3, 1), (tree.Task, tree.Kind, tree.Actions, tree.Trajectories, tree.Successes));
        Assert.Equal(["left", "right", "stay"], tree.Children[0].Select(node => node.Action));
        RecordedNode right = tree.Nodes[2];
        Assert.Equal((0.125, 0.5, 2, 1, 2, "hall"), (right.Reward, right.Advantage, right.Passed, right.Successes, right.Width, right.Text));
        Assert.Equal("succeeded", tree.Nodes[4].Ending);
        Assert.Equal([6, 1, 3, 1, 1, 1], tree.SubtreeSizes());
    }

    [Fact]
    public void Which_trees_are_there_is_known()
    {
        using var all = new HandRun();
        using var last = new HandRun(keepTrees: 1);
        using var reader = RunReader.Open(all.Path);
        using var other = RunReader.Open(last.Path);

        Assert.Equal(new RecordedTrees(0, 1, 2, 2), RecordedTrees.Of(reader));
        Assert.Equal(new RecordedTrees(1, 1, 1, 2), RecordedTrees.Of(other));
        Assert.Null(RecordedTree.Read(other, 0, 0));
        Assert.Equal((1, 0), RecordedTrees.Find(reader, "task", null));
        Assert.Equal((0, 0), RecordedTrees.Find(reader, "task", 0));
        Assert.Null(RecordedTrees.Find(reader, "another", null));
    }

    [Theory]
    [InlineData("UPDATE node SET parent = 5 WHERE number = 4")]
    [InlineData("UPDATE node SET parent = NULL WHERE number = 4")]
    [InlineData("UPDATE node SET parent = 0 WHERE number = 0")]
    [InlineData("DELETE FROM node WHERE number = 2")]
    [InlineData("DELETE FROM tree")]
    public void Nodes_that_make_no_tree_are_damage(string sql)
    {
        using var run = new HandRun();
        run.Execute(sql);
        using var reader = RunReader.Open(run.Path);

        Assert.Throws<InvalidDataException>(() => RecordedTree.Read(reader, 1, 0));
    }
}
