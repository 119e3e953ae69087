using ThreeSpo.Environments;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Training;

/// <summary>Whatever a world does, a run goes on and says what happened.</summary>
public sealed class WorldFaultTests
{
    private static readonly string[] Methods = ["branch", "paper", "steps", "grpo", "gigpo", "rloo", "reinforce++", "hgpo", "passAtK"];

    public static TheoryData<string, string> BrokenStarts => [.. Methods.SelectMany(method => new (string, string)[] { (method, "throws"), (method, "null"), (method, "no text"), (method, "no action") })];

    public static TheoryData<string, string> BrokenSteps =>
        [.. Methods.SelectMany(method => Rubbish.Keys.Select(fault => (method, fault)))];

    /// <summary>What a step may come to, besides an answer.</summary>
    private static readonly Dictionary<string, Func<Transition>> Rubbish = new()
    {
        ["throws"] = () => throw new InvalidOperationException("stuck door"),
        ["null"] = () => null!,
        ["nowhere"] = () => new Transition(null!, 0, 0, true, Ending.None),
        ["no text"] = () => new Transition(new Place(null!), 0, 0, true, Ending.None),
        ["no action"] = () => new Transition(new Place("room 1") { Said = ["left", null!] }, 0, 0, true, Ending.None),
        ["reward NaN"] = () => new Transition(new Place("room 1"), double.NaN, 0, true, Ending.None),
        ["reward without end"] = () => new Transition(new Place("room 1"), double.NegativeInfinity, 0, true, Ending.None),
        ["score NaN"] = () => new Transition(new Place("room 1"), 0, double.NaN, true, Ending.Succeeded),
        ["truncated"] = () => new Transition(new Place("room 1"), 0, 0, true, Ending.Truncated),
        ["faulted"] = () => new Transition(new Place("room 1"), 0, 0, true, Ending.Faulted),
        ["no such ending"] = () => new Transition(new Place("room 1"), 0, 0, true, (Ending)99),
        ["a long complaint"] = () => throw new InvalidOperationException(new string('!', 1 << 20) + "\u001b[2J"),
    };

    [Theory]
    [MemberData(nameof(BrokenStarts))]
    public async Task A_world_that_starts_nothing_leaves_an_empty_iteration(string preset, string fault)
    {
        var world = new HookedWorld(start: _ => fault switch
        {
            "null" => null!,
            "no text" => new Place(null!),
            "no action" => new Place("room 0") { Said = [null!] },
            _ => throw new InvalidOperationException("no door"),
        });
        Tally tally = await new Bench(Small(preset), ScriptedActor.Aimless, world).IterateAsync();

        Assert.Equal((2, 0, 1), (tally.Faults, tally.Actions, tally.EmptyIterations));
        Assert.StartsWith("The world could not start task 'corridor-3': ", tally.FirstFault, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BrokenSteps))]
    public async Task A_world_that_fails_at_every_step_is_counted_and_teaches_nothing(string preset, string fault)
    {
        var world = new HookedWorld(step: (_, _) => Rubbish[fault]());
        var bench = new Bench(Small(preset), ScriptedActor.Aimless, world);
        Tally tally = await bench.IterateAsync();
        await bench.FinishAsync();

        Assert.True(tally.Actions > 0);
        Assert.Equal(tally.Actions, tally.Faults);
        Assert.Equal(0, tally.Trajectories);
        Assert.InRange(tally.FirstFault!.Length, 10, 600);
        Assert.DoesNotContain(tally.FirstFault, char.IsControl);
        Assert.Empty(bench.Learner.Updates);
        if (fault == "throws")
            Assert.Equal("InvalidOperationException: stuck door", tally.FirstFault);
    }

    [Theory]
    [InlineData("branch")]
    [InlineData("paper")]
    [InlineData("steps")]
    public async Task Where_one_door_is_stuck_the_others_are_still_learned_from(string preset)
    {
        var corridor = new CorridorWorld();
        var world = new HookedWorld(step: (from, action) =>
            action == "left" ? throw new InvalidOperationException("stuck door") : corridor.Step(from, action));
        var bench = new Bench(
            Preset.With(preset, "trees=1", "treeTrajectories=20", "updateEvery=1"), ScriptedActor.InTurn("right", "left", "stay"), world);
        Tally tally = await bench.IterateAsync();

        Assert.True(tally.Faults > 0);
        Assert.True(tally.Successes > 0);
        Assert.All(bench.Learner.Updates.SelectMany(update => update).SelectMany(group => group.Branches),
            branch => Assert.NotEqual(Ending.Faulted, branch.Ending));
    }

    [Fact]
    public async Task A_stuck_door_does_not_shift_what_the_other_doors_earned()
    {
        var corridor = new CorridorWorld();
        var world = new HookedWorld(step: (from, action) =>
            action == "left" ? throw new InvalidOperationException("stuck door") : corridor.Step(from, action));
        var bench = new Bench(Preset.With("paper", "trees=1", "maxWidth=3", "treeActions=4"), ScriptedActor.InTurn("left", "right", "stay"), world);
        await bench.IterateAsync();

        // Right is new and staying is not, so the step after the three tries is taken from the next room.
        Assert.Equal("room 1", world.Restored[3].Observation);
    }

    [Fact]
    public async Task A_live_world_that_hangs_is_a_recorded_fault()
    {
        var clock = new HandClock();
        var live = new LiveCorridor
        {
            Instead = (_, _) =>
            {
                clock.Advance(TimeSpan.FromSeconds(60));
                return new(new TaskCompletionSource<Transition>().Task);
            },
        };
        var world = new ReplayedEnvironment(live, TimeSpan.FromSeconds(5), clock);
        Tally tally = await new Bench(Preset.With("branch", "trees=1", "treeTrajectories=2"), ScriptedActor.Aimless, world).IterateAsync();

        Assert.Equal((2, 2), (tally.Actions, tally.Faults));
        Assert.Equal("TimeoutException: The world gave no answer within 5 seconds.", tally.FirstFault);
    }

    [Fact]
    public async Task A_live_world_is_learned_in_like_a_pure_one()
    {
        MethodSettings settings = Preset.With("branch", "trees=2", "treeTrajectories=4", "maxSteps=8");
        var world = new ReplayedEnvironment(new LiveCorridor(), TimeSpan.FromSeconds(5), new HandClock());
        Tally live = await new Bench(settings, ScriptedActor.Aimless, world).IterateAsync();
        Tally pure = await new Bench(settings, ScriptedActor.Aimless).IterateAsync();

        Assert.Equal(pure, live);
    }

    [Fact]
    public async Task A_run_in_a_broken_world_stops_with_a_message()
    {
        var world = new HookedWorld(start: _ => throw new InvalidOperationException("no door"));
        MethodSettings settings = Preset.With("branch", "trees=1", "patience=3");
        Panel panel = CorridorPlayground.Create(3, 10).Unseen;
        var run = new TrainingRun(
            MethodFactory.Create(world, panel.Tasks, ScriptedActor.Aimless, new RecordingLearner(), settings),
            new Evaluator(world, ScriptedActor.Aimless, 50, 1), panel, settings.Training);
        RunOutcome outcome = await run.RunAsync(_ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(3, outcome.Iterations);
        Assert.Contains("the world failed 3 times, first with: The world could not start task", outcome.Stopped, StringComparison.Ordinal);
        Assert.Equal((8, 0), (outcome.Before.Faults, outcome.Before.Success));
    }

    private static MethodSettings Small(string preset) =>
        Preset.With(preset, "trees=2", "treeTrajectories=2", "treeActions=10", "maxSteps=6");
}
