using ThreeSpo.Optimization.Light;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Training;

public sealed class TrainingRunTests
{
    private static readonly Playground Corridor = CorridorPlayground.Create(3, 10);

    [Fact]
    public async Task A_run_ends_with_the_iteration_that_uses_up_its_budget()
    {
        RunOutcome outcome = await RunAsync(Preset.With("branch", "actions=1000", "trees=2", "treeActions=100"));

        Assert.InRange(outcome.Total.Actions, 1000, 1000 + 200 - 1);
        Assert.Equal([0, outcome.Total.Actions], outcome.Curve.Select(point => point.Actions));
        Assert.Null(outcome.Stopped);
        Assert.False(outcome.Cancelled);
    }

    [Fact]
    public async Task A_run_ends_by_tokens_where_they_are_used_up_before_its_actions()
    {
        List<RunProgress> told = [];
        RunOutcome outcome = await RunAsync(
            Preset.With("branch", "actions=100000", "tokens=500000", "trees=2", "treeActions=100"), told.Add, TestContext.Current.CancellationToken);

        RunProgress[] iterations = [.. told.Where(one => one.Trees.Count > 0)];
        Assert.True(outcome.Total.Actions < 100_000);
        Assert.True(iterations[^1].TotalTokens >= 500_000);
        Assert.True(iterations[^2].TotalTokens < 500_000);
        Assert.Equal(iterations[^1].TotalTokens, iterations.Sum(one => one.LastTokens), 3);
    }

    [Fact]
    public async Task A_run_is_measured_in_between_where_that_is_asked_for()
    {
        RunOutcome outcome = await RunAsync(Preset.With("branch", "actions=1000", "evalEvery=300", "trees=1", "treeActions=50"));

        Assert.True(outcome.Curve.Count >= 4);
        Assert.Equal(outcome.Curve.Select(point => point.Actions).Order().Distinct(), outcome.Curve.Select(point => point.Actions));
    }

    [Fact]
    public async Task What_is_told_of_a_run_stays_as_it_was_told()
    {
        // A database is written on another thread, which may look at it iterations later.
        List<(RunProgress Told, Tally Then)> told = [];
        await RunAsync(
            Preset.With("branch", "actions=1000", "evalEvery=300", "trees=2", "treeActions=100"),
            progress => told.Add((progress, progress.Total with { })), TestContext.Current.CancellationToken);

        Assert.All(told, one => Assert.Equal(one.Then, one.Told.Total));
    }

    [Fact]
    public async Task A_run_that_is_asked_to_stop_stops_where_it_can_go_on()
    {
        using var cancel = new CancellationTokenSource();
        RunOutcome outcome = await RunAsync(
            Preset.With("branch", "updateEvery=1000"), progress =>
            {
                if (progress.Iteration == 2)
                    cancel.Cancel();
            },
            cancel.Token);

        Assert.True(outcome.Cancelled);
        Assert.Equal(2, outcome.Iterations);
        Assert.Single(outcome.Curve);
    }

    [Fact]
    public async Task A_run_that_is_asked_to_stop_while_it_is_measured_leaves_the_measurement_for_later()
    {
        using var cancel = new CancellationTokenSource();
        RunOutcome outcome = await RunAsync(
            Preset.With("branch", "actions=100_000", "evalEvery=1"), progress =>
            {
                if (progress is { Iteration: 2, Evaluation: null })
                    cancel.Cancel();
            },
            cancel.Token);

        Assert.True(outcome.Cancelled);
        Assert.Equal(2, outcome.Curve.Count);
        Assert.Equal(2, outcome.Iterations);
    }

    [Fact]
    public async Task A_run_in_a_world_that_breaks_off_at_once_when_cancelled_ends_in_good_order()
    {
        using var cancel = new CancellationTokenSource();
        var world = new HookedWorld(step: (_, _) =>
        {
            cancel.Cancel();
            throw new OperationCanceledException(cancel.Token);
        });
        MethodSettings settings = Preset.With("branch");
        var run = new TrainingRun(
            MethodFactory.Create(world, Corridor.Train.Tasks, ScriptedActor.Aimless, new RecordingLearner(), settings),
            new Evaluator(new CorridorWorld(), ScriptedActor.InTurn("right"), 50, 1), Corridor.Unseen, settings.Training);
        RunOutcome outcome = await run.RunAsync(_ => { }, cancel.Token);

        Assert.True(outcome.Cancelled);
        Assert.Equal((1, 0), (outcome.Before.Success, outcome.Iterations));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Branching_learns_the_corridor_from_nothing(int seed)
    {
        RunOutcome outcome = await RunAsync(Preset.With("branch", "actions=6000", $"seed={seed}"));

        Assert.True(outcome.Before.Success < 0.95);
        Assert.True(outcome.After.Success >= 0.95, $"Solved {outcome.After.Success:P0} of the corridors.");
    }

    private static Task<RunOutcome> RunAsync(MethodSettings settings) =>
        RunAsync(settings, _ => { }, TestContext.Current.CancellationToken);

    private static async Task<RunOutcome> RunAsync(MethodSettings settings, Action<RunProgress> report, CancellationToken cancellation)
    {
        LightWeights weights = Corridor.Start();
        var run = new TrainingRun(
            MethodFactory.Create(
                Corridor.World, Corridor.Train.Tasks, new LightActor(weights, Corridor.Features, settings.Training.Temperature),
                new LightLearner(weights, weights.Copy(), settings.Learner), settings),
            new Evaluator(
                Corridor.World, new LightActor(weights, Corridor.Features, settings.Training.EvalTemperature), settings.Rollout.MaxSteps, 1),
            Corridor.Unseen, settings.Training);
        return await run.RunAsync(report, cancellation);
    }
}
