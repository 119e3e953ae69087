using System.Diagnostics;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Training;

public sealed class TelemetryTests
{
    private static readonly Playground Corridor = CorridorPlayground.Create(3, 10);
    private static readonly TrainingSettings Settings = new();

    [Fact]
    public async Task Whoever_listens_hears_the_sums_of_the_run()
    {
        using var heard = new Listening(Telemetry.Name);
        RunOutcome outcome = await RunAsync(Preset.With("branch", "actions=1000", "trees=2", "treeActions=100"));

        Tally total = outcome.Total;
        Assert.True(total is { Actions: >= 1000, Trajectories: > 0, Successes: > 0, Updates.Steps: > 0 });
        Assert.Equal(total.Actions, heard.Measured["threespo.actions"].Sum());
        Assert.Equal(total.Invalid, heard.Measured["threespo.invalid"].Sum());
        Assert.Equal(total.Trajectories, heard.Measured["threespo.trajectories"].Sum());
        Assert.Equal(total.Successes, heard.Measured["threespo.successes"].Sum());
        Assert.Equal(total.Cuts, heard.Measured["threespo.cuts"].Sum());
        Assert.Equal(total.Faults, heard.Measured["threespo.faults"].Sum());
        Assert.Equal(total.Updates.Steps, heard.Measured["threespo.optimiser_steps"].Sum());
    }

    [Fact]
    public async Task Every_figure_is_counted_under_its_own_name()
    {
        using var heard = new Listening(Telemetry.Name);
        var tally = new Tally
        {
            Actions = 1,
            Invalid = 2,
            Trajectories = 3,
            Successes = 4,
            Cuts = 5,
            Faults = 6,
            PromptTokens = 7,
            ResponseTokens = 8,
            Updates = new UpdateReport(1, 9, 0, 0, 0, 10, 11),
        };
        await Telemetry.IterationAsync(0, () => new(new Iteration(tally, [])), new TickingClock());
        await Telemetry.FinishAsync(() => new(tally));

        string[] names =
        [
            "actions", "invalid", "trajectories", "successes", "cuts", "faults", "prompt_tokens", "response_tokens",
            "optimiser_steps", "skipped_steps", "learned_tokens",
        ];
        for (int i = 0; i < names.Length; i++)
            Assert.Equal([i + 1, i + 1], heard.Measured[$"threespo.{names[i]}"]);
    }

    [Fact]
    public async Task Levels_are_those_of_the_last_reports()
    {
        using var heard = new Listening(Telemetry.Name);
        List<RunProgress> reports = [];
        RunOutcome outcome = await RunAsync(Preset.With("branch", "actions=1000", "evalEvery=300", "trees=1", "treeActions=50"), reports.Add);

        Assert.Equal(outcome.Curve.Select(point => point.Result.Success), heard.Measured["threespo.evaluation"]);
        Assert.Equal(reports.Select(one => (double)one.KnownStates), heard.Measured["threespo.known_states"]);
        Assert.Equal(reports.Where(one => one.Last.Groups > 0).Select(one => one.Last.MeanWidth), heard.Measured["threespo.mean_width"]);
        RunProgress[] learned = [.. reports.Where(one => one.Last.Updates.Actions > 0)];
        Assert.NotEmpty(learned);
        Assert.Equal(learned.Select(one => one.Last.Updates.Loss), heard.Measured["threespo.loss"]);
        Assert.Equal(learned.Select(one => one.Last.Updates.Divergence), heard.Measured["threespo.divergence"]);
    }

    [Fact]
    public async Task A_critics_loss_and_the_weight_of_the_divergence_are_levels_where_there_are_any()
    {
        using var heard = new Listening(Telemetry.Name);
        List<RunProgress> reports = [];
        await RunAsync(Preset.With("ppo", "actions=600", "klWeight=0.02", "klTarget=0.01", "klHorizon=100"), reports.Add);
        UpdateReport[] learned = [.. reports.Select(one => one.Last.Updates).Where(one => one.Actions > 0)];

        Assert.NotEmpty(learned);
        Assert.Equal(learned.Select(one => one.ValueLoss), heard.Measured["threespo.value_loss"]);
        Assert.Equal(learned.Select(one => one.KlWeight), heard.Measured["threespo.kl_weight"]);

        await RunAsync(Preset.With("grpo", "actions=600", "klWeight=0"));
        Assert.Equal(learned.Length, heard.Measured["threespo.value_loss"].Count);
        Assert.Equal(learned.Length, heard.Measured["threespo.kl_weight"].Count);
    }

    [Fact]
    public async Task Iterations_are_timed_by_the_clock_of_the_run()
    {
        using var heard = new Listening(Telemetry.Name);
        RunOutcome outcome = await RunAsync(Preset.With("branch", "actions=300", "trees=1", "treeActions=50"));

        Assert.Equal(Enumerable.Repeat(0.5, outcome.Iterations), heard.Measured["threespo.iteration_duration"]);
        Assert.Equal("s", heard.Units["threespo.iteration_duration"]);
    }

    [Fact]
    public async Task A_run_is_a_span_over_one_for_each_iteration_and_evaluation()
    {
        using var heard = new Listening(Telemetry.Name);
        RunOutcome outcome = await RunAsync(Preset.With("branch", "actions=300", "trees=1", "treeActions=50", "seed=5"));

        Activity run = Assert.Single(heard.Spans, span => span.OperationName == "run");
        Assert.Equal(("3spo", 5L, 300L), (run.GetTagItem("threespo.method"), run.GetTagItem("threespo.seed"), run.GetTagItem("threespo.budget")));
        Assert.Same(run, heard.Spans[^1]);
        Assert.Equal(
            ["evaluation", .. Enumerable.Repeat("iteration", outcome.Iterations), "finish", "evaluation"],
            heard.Spans.SkipLast(1).Select(span => span.OperationName));
        Assert.All(heard.Spans.SkipLast(1), span => Assert.Equal(run.SpanId, span.ParentSpanId));

        Activity[] iterations = [.. heard.Spans.Where(span => span.OperationName == "iteration")];
        Assert.Equal(Enumerable.Range(1, outcome.Iterations).Cast<object?>(), iterations.Select(span => span.GetTagItem("threespo.iteration")));
        Assert.Equal(outcome.Total.Actions, iterations.Sum(span => (long)span.GetTagItem("threespo.actions")!));
        Assert.Equal(outcome.After.Success, heard.Spans[^2].GetTagItem("threespo.success"));
        Assert.Equal(Corridor.Unseen.Name, heard.Spans[^2].GetTagItem("threespo.panel"));
    }

    [Fact]
    public async Task A_fault_is_written_on_its_span_and_goes_on()
    {
        using var heard = new Listening(Telemetry.Name);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Telemetry.IterationAsync(0, () => throw new InvalidOperationException("no more ink"), new TickingClock()).AsTask());
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => Telemetry.FinishAsync(() => throw new OperationCanceledException()).AsTask());

        Assert.Equal((ActivityStatusCode.Error, "no more ink"), (heard.Spans[0].Status, heard.Spans[0].StatusDescription));
        Assert.Equal(ActivityStatusCode.Unset, heard.Spans[1].Status);
        Assert.Empty(heard.Measured);
    }

    [Fact]
    public void Where_nobody_listens_no_memory_is_used()
    {
        var progress = new RunProgress(
            1, new Tally { Actions = 4, Groups = 2, Updates = new UpdateReport(4, 1, 0.5, 0, 0, 0) }, new Tally(), 1, 1,
            new Evaluation(Corridor.Unseen, []), []);
        Instruments.Count(progress.Last);
        Telemetry.Record(progress);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Instruments.Count(progress.Last);
            Telemetry.Record(progress);
            Telemetry.Run(Settings)?.Dispose();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Task<RunOutcome> RunAsync(MethodSettings settings) => RunAsync(settings, _ => { });

    private static async Task<RunOutcome> RunAsync(MethodSettings settings, Action<RunProgress> report)
    {
        LightWeights weights = Corridor.Start();
        var actor = new LightActor(weights, Corridor.Features, settings.Training.Temperature);
        var run = new TrainingRun(
            MethodFactory.Create(Corridor.World, Corridor.Train.Tasks, actor, new LightLearner(weights, weights.Copy(), settings.Learner, Corridor.Features), settings),
            new Evaluator(Corridor.World, actor, settings.Rollout.MaxSteps, 1), Corridor.Unseen, settings.Training)
        {
            Clock = new TickingClock(),
        };
        return await run.RunAsync(report, TestContext.Current.CancellationToken);
    }

    /// <summary>A clock that moves on by half a second whenever it is looked at.</summary>
    private sealed class TickingClock : TimeProvider
    {
        private long _halves;

        public override long TimestampFrequency => 2;

        public override long GetTimestamp() => _halves++;
    }
}
