using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Rollouts;

public sealed class ExplorerTests
{
    [Fact]
    public async Task A_world_without_the_key_that_the_settings_ask_for_is_a_mistake_and_no_fault_of_the_world()
    {
        var keys = new StateKeys(StateIdentity.GameText, StateIdentity.Progress);
        var explorer = new Explorer(new Keyless(), new LightActor(new LightWeights(), new TabularFeatures(), 1), keys, maxSteps: 5);

        NotSupportedException error = await Assert.ThrowsAsync<NotSupportedException>(
            async () => await explorer.RootAsync(new TaskInstance("hall", "hall"), CancellationToken.None));

        Assert.Contains("supplies no progress key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_knows_the_action_that_led_to_it()
    {
        (TreeNode root, StepGroup group) = await ExpandAsync(new CorridorWorld(), new Said("right"), new Said("left"));

        Assert.Null(root.Action);
        Assert.Equal(["right", "left"], group.Branches.Select(branch => branch.Child.Action));
    }

    [Fact]
    public async Task A_branch_on_which_the_world_failed_knows_its_action_too()
    {
        var broken = new HookedWorld(step: (_, _) => throw new InvalidOperationException("stuck door"));
        (_, StepGroup group) = await ExpandAsync(broken, new Said("right"));

        Assert.Equal("right", Assert.Single(group.Branches).Child.Action);
    }

    [Fact]
    public async Task Only_what_the_world_accepts_in_the_form_it_was_asked_for_is_valid()
    {
        (_, StepGroup group) = await ExpandAsync(
            new CorridorWorld(), new Said("right"), new Said("right", InForm: false), new Said("jump"), new Said("jump", InForm: false));

        Assert.Equal([true, false, false, false], group.Branches.Select(branch => branch.Valid));
        Assert.Equal(["room 1", "room 1", "room 0", "room 0"], group.Branches.Select(branch => branch.Child.Snapshot.Observation));
    }

    [Fact]
    public async Task An_action_that_could_not_be_sampled_ends_its_episode_with_the_reason_and_the_world_is_not_asked()
    {
        var silent = new HookedWorld(step: (_, _) => throw new InvalidOperationException("asked all the same"));
        (TreeNode root, StepGroup group) = await ExpandAsync(silent, new Said("") { Why = "the prompt is too long" });

        Branch branch = Assert.Single(group.Branches);
        Assert.Equal((Ending.Faulted, false, "the prompt is too long", 0.0), (branch.Ending, branch.Valid, branch.Fault, branch.Reward));
        Assert.Same(root.Snapshot, branch.Child.Snapshot);
    }

    /// <summary>Takes actions from the start of a corridor of three rooms.</summary>
    private static async Task<(TreeNode Root, StepGroup Group)> ExpandAsync(IEnvironment world, params Said[] said)
    {
        var explorer = new Explorer(world, new Sayer(said), new StateKeys(StateIdentity.Text, StateIdentity.Text), maxSteps: 5);
        TaskInstance task = CorridorWorld.TaskOf(3);
        TreeNode root = await explorer.RootAsync(task, CancellationToken.None);
        var tree = new RolloutTree(task, root, new Draw(1, 0, 0, 0), new TreeBudget(9, 9));
        return (root, Assert.Single(await explorer.ExpandAsync([new Expansion(tree, root, said.Length)], CancellationToken.None)));
    }

    private sealed class Sayer(Said[] said) : IActor
    {
        public ValueTask<IReadOnlyList<IReadOnlyList<Proposal>>> ProposeAsync(
            IReadOnlyList<ProposalRequest> requests, CancellationToken cancellation) => new([said]);
    }

    private sealed class Keyless : PureEnvironment
    {
        public override Snapshot Start(TaskInstance task) => new Hall();

        public override Transition Step(Snapshot from, string action) => new(from, 0, 0, true, Ending.None);
    }

    private sealed class Hall : Snapshot
    {
        public override string TaskId => "hall";

        public override string Goal => "";

        public override string Observation => "a hall";

        public override IReadOnlyList<string> Actions => ["wait"];

        public override string WorldState => "";
    }
}
