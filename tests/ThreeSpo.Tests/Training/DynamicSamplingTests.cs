using ThreeSpo.Environments;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Training;

/// <summary>
/// DAPO's dynamic sampling in four corridors: those of 2 and 3 rooms are always left unsolved, those of 4 and 5 rooms solved by every second episode.
/// Two episodes of each, eight steps at most: an unsolved one samples 8 actions, a solved one as many as there are rooms.
/// </summary>
public sealed class DynamicSamplingTests
{
    private static readonly TaskInstance[] Tasks = [.. new[] { 2, 3, 4, 5 }.Select(CorridorWorld.TaskOf)];
    private static readonly TaskInstance[] Hopeless = Tasks[..2];

    private static readonly ScriptedActor Actor = new((request, _) =>
        Hopeless.Any(task => task.Id == request.Node.Snapshot.TaskId) || request.Draw.Task % 2 == 1 ? "left" : "right");

    [Fact]
    public async Task Groups_that_all_earned_the_same_are_replaced_by_those_of_further_tasks()
    {
        (Iteration iteration, RecordingLearner learner) = await IterateAsync("samplingRounds=9");

        Assert.Equal(Tasks[2..].Select(task => task.Id).Order(), Learned(learner).Order());
        Assert.All(Assert.Single(learner.Updates), step => Assert.True(step.HasSpread));
        Assert.Equal(iteration.Trees.Sum(tree => tree.Actions), iteration.Tally.Actions);
    }

    [Fact]
    public async Task Everything_sampled_counts_whether_it_is_learned_from_or_not()
    {
        (Iteration iteration, RecordingLearner learner) = await IterateAsync("samplingRounds=9");
        int hopeless = iteration.Trees.Count(tree => Hopeless.Contains(tree.Task));

        Assert.True(hopeless > 0);

        // One solved and one unsolved episode each, and 16 actions for each task that was dropped.
        Assert.Equal((4 + 8) + (5 + 8) + (8 * hopeless), iteration.Tally.Actions);
        Assert.Equal((4 + 8) + (5 + 8), learner.Updates[0].Length);
    }

    [Fact]
    public async Task Without_it_an_iteration_makes_do_with_the_tasks_that_it_began_with()
    {
        (Iteration iteration, _) = await IterateAsync("dynamicSampling=false");

        Assert.Equal(2, iteration.Trees.DistinctBy(tree => tree.Task.Id).Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task It_samples_no_more_than_so_many_rounds(int rounds)
    {
        // Nothing is ever solved: every round is dropped whole.
        (Iteration iteration, RecordingLearner learner) = await IterateAsync(ScriptedActor.InTurn("left"), $"samplingRounds={rounds}");

        Assert.Equal(2 * 2 * rounds, iteration.Trees.Count);
        Assert.Equal(2 * 2 * 8 * rounds, iteration.Tally.Actions);
        Assert.Empty(learner.Updates);
    }

    [Fact]
    public async Task No_round_begins_after_the_budget_is_used()
    {
        // Every round samples 32 actions.
        ScriptedActor hopeless = ScriptedActor.InTurn("left");

        Assert.Equal(32, (await IterateAsync(hopeless, "samplingRounds=9", "actions=32")).Iteration.Tally.Actions);
        Assert.Equal(64, (await IterateAsync(hopeless, "samplingRounds=9", "actions=33")).Iteration.Tally.Actions);
    }

    [Fact]
    public async Task The_budget_is_that_of_the_run_and_not_of_the_iteration()
    {
        ITrainingMethod method = Create(ScriptedActor.InTurn("left"), new RecordingLearner(), "samplingRounds=2", "actions=100");
        long[] actions = [await ActionsAsync(method, 0), await ActionsAsync(method, 1)];

        Assert.Equal([64, 64], actions);
        Assert.Equal(32, await ActionsAsync(method, 2));
    }

    [Fact]
    public async Task Every_task_comes_once_per_epoch_however_many_an_iteration_takes()
    {
        ITrainingMethod method = Create(Actor, new RecordingLearner(), "samplingRounds=9");
        List<string> order = [];
        for (int iteration = 0; order.Count < 12; iteration++)
            order.AddRange((await RunAsync(method, iteration)).Trees.Where(tree => tree.Slot % 2 == 0).Select(tree => tree.Task.Id));

        for (int epoch = 0; epoch < 3; epoch++)
            Assert.Equal(Tasks.Select(task => task.Id).Order(), order.Skip(4 * epoch).Take(4).Order());
    }

    [Fact]
    public async Task No_two_episodes_of_an_iteration_share_their_draws()
    {
        (Iteration iteration, _) = await IterateAsync("samplingRounds=9");

        Assert.Equal(iteration.Trees.Count, iteration.Trees.Select(tree => tree.Slot).Distinct().Count());
    }

    [Fact]
    public async Task A_task_that_the_world_cannot_start_is_replaced()
    {
        // Three of four tasks: one at least cannot be started.
        var world = new HookedWorld(start: task => Hopeless.Contains(task) ? throw new InvalidOperationException("no") : new CorridorWorld().Start(task));
        var learner = new RecordingLearner();
        Iteration iteration = await RunAsync(Create(Actor, learner, world, "trees=3", "samplingRounds=9"), 0);

        Assert.Equal(3, learner.Updates[0].Count(step => step.Node.Depth == 0) / 2);
        Assert.DoesNotContain(iteration.Trees, tree => Hopeless.Contains(tree.Task));
        Assert.True(iteration.Tally.Faults > 0);
    }

    private static IEnumerable<string> Learned(RecordingLearner learner) =>
        learner.Updates[0].Select(step => step.Node.Snapshot.TaskId).Distinct();

    private static Task<(Iteration Iteration, RecordingLearner Learner)> IterateAsync(params string[] words) => IterateAsync(Actor, words);

    private static async Task<(Iteration Iteration, RecordingLearner Learner)> IterateAsync(IActor actor, params string[] words)
    {
        var learner = new RecordingLearner();
        return (await RunAsync(Create(actor, learner, words), 0), learner);
    }

    private static async Task<long> ActionsAsync(ITrainingMethod method, int iteration) => (await RunAsync(method, iteration)).Tally.Actions;

    private static async Task<Iteration> RunAsync(ITrainingMethod method, int iteration) =>
        (await method.IterateAsync(iteration, () => false, TestContext.Current.CancellationToken))!;

    private static ITrainingMethod Create(IActor actor, RecordingLearner learner, params string[] words) =>
        Create(actor, learner, new CorridorWorld(), words);

    private static ITrainingMethod Create(IActor actor, RecordingLearner learner, IEnvironment world, params string[] words) => MethodFactory.Create(
        world, Tasks, actor, learner, Preset.With("grpo", ["trees=2", "treeTrajectories=2", "maxSteps=8", "dynamicSampling=true", .. words]));
}
