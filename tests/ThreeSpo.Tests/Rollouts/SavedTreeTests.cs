using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Rollouts;

public sealed class SavedTreeTests
{
    [Fact]
    public async Task A_tree_that_was_saved_and_read_has_the_same_branches_with_the_same_scores()
    {
        var explorer = new Explorer(
            new CorridorWorld(), new LightActor(new LightWeights(), new TabularFeatures(), 1), new StateKeys(StateIdentity.Text, StateIdentity.Text), maxSteps: 3);
        TaskInstance task = CorridorWorld.TaskOf(4);
        var draw = new Draw(7, 0, 0, 0);
        var budget = new TreeBudget(9, 99);
        var tree = new RolloutTree(task, await explorer.RootAsync(task, CancellationToken.None), draw, budget);
        TreeNode node = tree.Root;
        while (node.Depth < 3)
        {
            StepGroup group = Assert.Single(await explorer.ExpandAsync([new Expansion(tree, node, 6)], CancellationToken.None));
            node = group.Branches.MaxBy(branch => branch.Score)!.Child;
        }

        var saved = new SavedTree(explorer, new LightProposalFormat());
        using var stream = new MemoryStream();
        using (var to = new StateWriter(stream))
            saved.Write(to, tree);

        stream.Position = 0;
        using var from = new StateReader(stream);
        RolloutTree read = await saved.ReadAsync(from, draw, budget, CancellationToken.None);

        Assert.Contains(0.75, tree.Branches().Select(branch => branch.Score));
        Assert.Equal(tree.Branches().Select(Told), read.Branches().Select(Told));

        static (string, Ending, double, bool, double) Told(Branch branch) =>
            (branch.Proposal.Action, branch.Ending, branch.Reward, branch.Valid, branch.Score);
    }
}
