using ThreeSpo.Cli.Screens;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Tests.Cli.Screens;

public sealed class TreeLinesTests
{
    [Fact]
    public void A_path_goes_on_in_its_column_and_what_else_was_tried_hangs_beside_it() => GoldenText.Match(
        Drawn(Drawings.Tree(0, 0, 0, 2, 2, 4, 4, 5, 3)), "branches");

    [Fact]
    public void However_deep_and_long_a_tree_is_no_line_is_wider_than_a_terminal()
    {
        // A comb whose teeth have teeth of their own, each below the one before.
        int[] parents = [.. Enumerable.Range(0, 200).SelectMany(i => new[] { 3 * i, 3 * i, (3 * i) + 1 }).Take(400)];
        RecordedTree tree = Drawings.Tree(parents, action: new string('x', 100) + "\u001b[31m");

        Assert.All(TreeLines.Of(tree, 80), line => Assert.InRange(line.Text.Length, 1, 80));
        Assert.All(TreeLines.Of(tree, 80), line => Assert.DoesNotContain('\u001b', line.Text));
        Assert.Equal(401, TreeLines.Of(tree, 80).Count());
    }

    private static string Drawn(RecordedTree tree) =>
        string.Concat(TreeLines.Of(tree, 80).Select(line => line.Text + "\n").Prepend(TreeLines.Head + "\n"));
}
