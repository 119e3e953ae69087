using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Training;

public sealed class TrainerTests
{
    private static readonly ScriptedActor Left = ScriptedActor.InTurn("left");

    [Theory]
    [InlineData("branch")]
    [InlineData("scout")]
    [InlineData("paper")]
    [InlineData("reference")]
    [InlineData("steps")]
    public async Task A_tree_never_samples_more_actions_than_its_budget(string preset)
    {
        foreach (int budget in (int[])[1, 2, 7, 23])
        {
            var bench = new Bench(Preset.With(preset, "trees=1", $"treeActions={budget}", "maxSteps=6"), ScriptedActor.Aimless);
            for (int iteration = 0; iteration < 10; iteration++)
                Assert.InRange((await bench.IterateAsync(iteration)).Actions, 0, budget);
        }
    }

    [Fact]
    public async Task A_tree_that_never_runs_out_of_nodes_uses_its_whole_budget_of_actions()
    {
        var bench = new Bench(Preset.With("branch", "trees=3", "treeActions=50", "treeTrajectories=100"), ScriptedActor.Aimless);

        Assert.Equal(150, (await bench.IterateAsync()).Actions);
    }

    [Fact]
    public async Task A_tree_of_width_one_closes_as_many_trajectories_as_its_budget_and_no_more()
    {
        foreach (int budget in (int[])[1, 2, 7])
        {
            var bench = new Bench(Preset.With("branch", "trees=1", $"treeTrajectories={budget}", "maxSteps=6"), ScriptedActor.Aimless);
            for (int iteration = 0; iteration < 10; iteration++)
                Assert.Equal(budget, (await bench.IterateAsync(iteration)).Trajectories);
        }
    }

    [Fact]
    public async Task A_wide_tree_ends_with_the_group_that_fills_its_budget_of_trajectories()
    {
        // Both children of the first group end at the step limit.
        var bench = new Bench(
            Preset.With("paper", "trees=1", "treeTrajectories=1", "maxSteps=1", "maxWidth=2"), ScriptedActor.InTurn("left", "right"));
        Tally tally = await bench.IterateAsync();

        Assert.Equal((1, 2, 2), (tally.Groups, tally.Actions, tally.Trajectories));
    }

    // In iteration 0 the agent fails at "room 0" alone, which gives that state up from then on (ξ = 1).
    [Theory]
    [InlineData("unrecorded", 1, 0, 0)]
    [InlineData("failure", 1, 0, 1)]
    [InlineData("notAtRoot", 1, 1, 0)]
    [InlineData("never", 0, 2, 1)]
    public async Task A_given_up_state_ends_its_path_as_the_cut_rule_says(string rule, int cuts, int actions, int trajectories)
    {
        var bench = new Bench(
            Preset.With("paper", "width=fixed", "maxWidth=1", "trees=1", "maxSteps=2", "maxFailures=1", "explored=node", $"cut={rule}"), Left);
        await bench.IterateAsync();
        Tally tally = await bench.IterateAsync(1);

        Assert.Equal((cuts, actions, trajectories), (tally.Cuts, tally.Actions, tally.Trajectories));
        Assert.Equal(actions == 0 ? 1 : 0, tally.EmptyIterations);
        Assert.Equal(0, tally.Successes);
    }

    [Theory]
    [InlineData("lateUniform")]
    [InlineData("lateByScore")]
    public async Task Late_branching_comes_to_an_end_where_every_node_was_given_up(string goBack)
    {
        var bench = new Bench(
            Preset.With("branch", "trees=1", "maxSteps=2", "maxFailures=1", "cut=unrecorded", $"goBack={goBack}"), Left);
        Tally tally = await bench.IterateAsync();

        // One episode of two steps, both from "room 0", which has failed once then; each of its nodes is given up once.
        Assert.Equal((2, 1, 2), (tally.Actions, tally.Trajectories, tally.Cuts));
    }

    [Fact]
    public async Task A_solved_state_is_still_walked_through_where_its_score_has_underflowed()
    {
        var bench = new Bench(
            Preset.With("paper", "alpha=1e6", "trees=1", "explored=node"), ScriptedActor.InTurn("right"));
        await bench.IterateAsync();
        Tally tally = await bench.IterateAsync(1);

        Assert.Equal(1, tally.MeanWidth);
        Assert.Equal((3, 1), (tally.Actions, tally.Successes));
    }

    [Fact]
    public async Task Updates_come_after_every_so_many_waves()
    {
        var bench = new Bench(
            Preset.With("steps", "trees=1", "treeActions=12", "updateEvery=2", "trajectoryCredit=none"), ScriptedActor.InTurn("left", "right"));
        Tally tally = await bench.IterateAsync();

        Assert.True(tally.Waves >= 4);
        Assert.Equal(tally.Waves / 2, bench.Learner.Updates.Count);
    }

    [Fact]
    public async Task Updates_come_after_every_so_many_trees()
    {
        var bench = new Bench(Preset.With("branch", "trees=2", "treeActions=40", "updateEvery=4"), ScriptedActor.Aimless, corridors: [2, 2]);

        await bench.IterateAsync(0);
        Assert.Empty(bench.Learner.Updates);

        await bench.IterateAsync(1);
        Assert.Single(bench.Learner.Updates);
    }

    [Fact]
    public async Task What_an_unfinished_update_has_gathered_is_learned_at_the_end_once()
    {
        var bench = new Bench(Preset.With("branch", "trees=1", "updateEvery=100"), ScriptedActor.Aimless, corridors: 2);
        await bench.IterateAsync();
        Assert.Empty(bench.Learner.Updates);

        Tally tally = await bench.FinishAsync();
        await bench.FinishAsync();
        Assert.NotEmpty(Assert.Single(bench.Learner.Updates));
        Assert.Equal(1, tally.Updates.Steps);
    }

    [Theory]
    [InlineData("branch")]
    [InlineData("scout")]
    [InlineData("paper")]
    [InlineData("steps")]
    public async Task Groups_without_spread_make_no_update(string preset)
    {
        // Always left: every action of every group and every trajectory ends alike.
        var bench = new Bench(Preset.With(preset, "trees=2", "updateEvery=1", "maxSteps=4"), Left);
        Tally tally = await bench.IterateAsync();
        await bench.FinishAsync();

        Assert.True(tally.Actions > 0);
        Assert.Empty(bench.Learner.Updates);
        Assert.Equal(0, tally.GroupsWithSpread);
    }

    [Fact]
    public async Task Only_groups_with_spread_are_learned_from()
    {
        var bench = new Bench(Preset.With("paper", "trees=1", "maxWidth=2", "maxSteps=4"), ScriptedActor.InTurn("left", "right"));
        await bench.IterateAsync();

        Assert.NotEmpty(bench.Learner.Updates);
        Assert.All(bench.Learner.Updates.SelectMany(update => update), group => Assert.True(group.HasSpread));
    }

    [Fact]
    public async Task Late_branching_restores_the_very_moment_that_was_left()
    {
        var world = new HookedWorld();
        var bench = new Bench(Preset.With("branch", "trees=1", "treeTrajectories=4", "maxSteps=5"), Left, world);
        await bench.IterateAsync();

        // Five steps of the first episode; whatever follows starts from one of them or goes on from there.
        Assert.True(world.Restored.Count > 5);
        Assert.Contains(world.Restored[5], world.Restored[..5], ReferenceEqualityComparer.Instance);
    }

    [Fact]
    public async Task Every_tree_takes_one_step_per_wave_and_all_of_them_are_asked_for_at_once()
    {
        ScriptedActor actor = ScriptedActor.InTurn("right");
        var bench = new Bench(Preset.With("branch", "trees=3", "treeTrajectories=1"), actor, corridors: [2, 4, 3]);
        Tally tally = await bench.IterateAsync();

        Assert.Equal((9, 4, 4), (tally.Actions, tally.Waves, actor.Calls));
    }

    [Theory]
    [InlineData("branch")]
    [InlineData("grpo")]
    public async Task A_run_knows_the_texts_it_has_met_the_first_one_included(string preset)
    {
        MethodSettings settings = Preset.With(preset, "trees=1", "treeTrajectories=1");
        ITrainingMethod method = MethodFactory.Create(
            new CorridorWorld(), [CorridorWorld.TaskOf(3)], ScriptedActor.InTurn("right"), new RecordingLearner(), settings);
        await method.IterateAsync(0, () => false, TestContext.Current.CancellationToken);

        Assert.Equal(4, method.Memory.History.Count);
        Assert.Equal(4, method.Memory.Texts.Count);
    }

    [Fact]
    public async Task Staying_where_a_task_begins_is_not_new_even_the_first_time()
    {
        var bench = new Bench(
            Preset.With("paper", "novelty=firstEver", "trees=1", "maxWidth=2", "treeActions=2"), ScriptedActor.InTurn("left", "right"));
        await bench.IterateAsync();

        Assert.Equal([0, 0.5], Assert.Single(Assert.Single(bench.Learner.Updates)).Rewards);
    }

    [Fact]
    public async Task Asking_for_a_pause_leaves_an_iteration_after_the_wave_under_way()
    {
        using var cancel = new CancellationTokenSource();
        var actor = new CancelInWave(2, cancel, ScriptedActor.InTurn("left", "right"));
        var learner = new RecordingLearner();
        ITrainingMethod method = MethodFactory.Create(
            new CorridorWorld(), [CorridorWorld.TaskOf(3)], actor, learner, Preset.With("steps", "trees=1", "updateEvery=1", "updateUnit=waves"));

        Assert.Null(await method.IterateAsync(0, () => cancel.IsCancellationRequested, CancellationToken.None));
        Assert.Equal(2, learner.Updates.Count);

        // What was paused goes on as if nothing had happened.
        Iteration? iteration = await method.IterateAsync(0, () => false, CancellationToken.None);
        Assert.True(iteration!.Tally.Waves > 2);
    }

    /// <summary>Asks for the end in the middle of a wave.</summary>
    private sealed class CancelInWave(int wave, CancellationTokenSource cancel, IActor actor) : IActor
    {
        private int _calls;

        public async ValueTask<IReadOnlyList<IReadOnlyList<Proposal>>> ProposeAsync(
            IReadOnlyList<ProposalRequest> requests, CancellationToken cancellation)
        {
            IReadOnlyList<IReadOnlyList<Proposal>> proposals = await actor.ProposeAsync(requests, cancellation);
            if (++_calls == wave)
                await cancel.CancelAsync();

            return proposals;
        }
    }
}
