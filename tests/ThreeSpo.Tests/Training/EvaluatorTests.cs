using ThreeSpo.Environments;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Training;

public sealed class EvaluatorTests
{
    private static readonly Panel Corridors = CorridorPlayground.Create(3, 10).Unseen;

    [Fact]
    public async Task A_policy_is_measured_once_on_every_task()
    {
        Evaluation result = await EvaluateAsync(new Evaluator(new CorridorWorld(), ScriptedActor.InTurn("right"), 7, 1));

        Assert.Equal(Corridors.Tasks, result.Episodes.Select(one => one.Task));
        Assert.Equal([3, 4, 5, 6, 7, 7, 7, 7], result.Episodes.Select(one => one.Steps));
        Assert.Equal(5.0 / 8, result.Success);
        Assert.Equal([.. Enumerable.Repeat(Ending.Succeeded, 5), .. Enumerable.Repeat(Ending.Truncated, 3)], result.Episodes.Select(one => one.Ending));
    }

    [Fact]
    public async Task Measuring_twice_gives_the_same_result_and_leaves_the_policy_as_it_is()
    {
        var weights = new LightWeights();
        var evaluator = new Evaluator(new CorridorWorld(), new LightActor(weights, new TabularFeatures(), 1), 20, 1);
        Evaluation first = await EvaluateAsync(evaluator);
        Evaluation second = await EvaluateAsync(evaluator);

        Assert.Equal(first.Episodes, second.Episodes);
        Assert.True(first.Success is > 0 and < 1);
        Assert.All(weights.Values, weight => Assert.Equal(0, weight));
    }

    [Fact]
    public async Task Another_seed_draws_otherwise()
    {
        var actor = new LightActor(new LightWeights(), new TabularFeatures(), 1);

        Assert.NotEqual(
            (await EvaluateAsync(new Evaluator(new CorridorWorld(), actor, 20, 1))).Episodes,
            (await EvaluateAsync(new Evaluator(new CorridorWorld(), actor, 20, 2))).Episodes);
    }

    [Fact]
    public async Task A_task_on_which_the_world_fails_counts_as_not_solved()
    {
        var corridor = new CorridorWorld();
        var world = new HookedWorld(
            start: task => task == Corridors.Tasks[0] ? throw new InvalidOperationException("no door") : corridor.Start(task),
            step: (from, action) => from.TaskId == Corridors.Tasks[1].Id ? throw new InvalidOperationException("stuck") : corridor.Step(from, action));
        Evaluation result = await EvaluateAsync(new Evaluator(world, ScriptedActor.InTurn("right"), 50, 1));

        Assert.Equal(2, result.Faults);
        Assert.Equal(6.0 / 8, result.Success);
    }

    [Fact]
    public async Task A_task_score_is_that_of_the_last_step_and_zero_where_there_was_none()
    {
        var corridor = new CorridorWorld();
        var world = new HookedWorld(step: (from, action) => corridor.Step(from, action) switch
        {
            var step when from.TaskId == "corridor-3" => step with { Ending = Ending.Failed, Score = 0.75 },
            _ when from.TaskId == "corridor-4" => throw new InvalidOperationException("stuck"),
            var step => step,
        });
        Evaluation result = await EvaluateAsync(new Evaluator(world, ScriptedActor.InTurn("right"), 5, 1));

        Assert.Equal([0.75, 0, 1, 0, 0, 0, 0, 0], result.Episodes.Select(one => one.Score));
        Assert.Equal(1.75 / 8, result.Score);
    }

    [Fact]
    public void Success_and_score_are_reported_by_kind_in_order_of_their_names()
    {
        var result = new Evaluation(Corridors, [
            new(new("1", "two"), Ending.Succeeded, 4, 1), new(new("2", "one"), Ending.Failed, 2, 0.25), new(new("3", "two"), Ending.Truncated, 6)]);

        Assert.Equal([("one", 1, 0.0, 0.25), ("two", 2, 0.5, 0.5)], result.ByKind);
        Assert.Equal(4, result.MeanSteps);
    }

    [Theory]
    [InlineData(0.0, 0.0, false)]
    [InlineData(1.0, 0.0, false)]
    [InlineData(0.0, 0.5, true)]
    [InlineData(1.0, 0.5, true)]
    public void A_score_says_more_where_tasks_are_solved_in_part(double solved, double failed, bool more)
    {
        var result = new Evaluation(Corridors, [new(new("1", "one"), Ending.Succeeded, 4, solved), new(new("2", "one"), Ending.Failed, 2, failed)]);

        Assert.Equal(more, result.ScoreSaysMore);
    }

    private static async Task<Evaluation> EvaluateAsync(Evaluator evaluator) =>
        await evaluator.EvaluateAsync(Corridors, TestContext.Current.CancellationToken);
}
