using System.Globalization;
using Microsoft.Data.Sqlite;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Environments;
using ThreeSpo.Runs;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Runs;

/// <summary>A world that is a process of its own may hang, die or talk nonsense: the run goes on, records it, and leaves no process behind.</summary>
public sealed class WorldInAnotherProcessTests
{
    private static readonly string[] Few =
        ["preset=branch", "trees=1", "treeTrajectories=4", "maxSteps=4", "actions=12", "updateEvery=1"];

    public WorldInAnotherProcessTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The world is a script of bash.");

    [Theory]
    [InlineData("hang", 1, "TimeoutException: The world gave no answer within 1 seconds.")]
    [InlineData("die", 60, "InvalidDataException: The world said '', wanted an observation and an ending.")]
    [InlineData("flood", 60, "InvalidDataException: The world's line is longer than 10000 letters.")]
    [InlineData("rubbish", 60, "InvalidDataException: The world said '?? is this a room?', wanted an observation and an ending.")]
    public async Task The_run_goes_on_and_records_what_went_wrong(string whenStaying, double limit, string fault)
    {
        var world = new LineWorld(whenStaying);
        using SmallRun run = Over(world, limit);
        RunOutcome outcome = await run.ToEndAsync(_ => false);

        // Where the machine is so busy that a healthy answer is late too, every step may be a fault.
        Assert.True(outcome.Total.Actions >= 12);
        Assert.InRange(outcome.Total.Faults, 1, whenStaying == "hang" ? outcome.Total.Actions : outcome.Total.Actions - 1);
        Assert.True(await world.EndedAsync(), "A process of the world still runs.");
        Assert.True(Count(run, "SELECT sum(faults) FROM iteration") == outcome.Total.Faults);
        Assert.True(Count(run, $"SELECT count(*) FROM node WHERE ending = 'faulted' AND fault = '{fault.Replace("'", "''", StringComparison.Ordinal)}'") > 0);
    }

    [Fact]
    public async Task A_run_in_such_a_world_can_be_left_and_ends_with_the_same_bytes()
    {
        using SmallRun whole = Over(new LineWorld("die"), 60);
        using SmallRun left = Over(new LineWorld("die"), 60);
        await whole.ToEndAsync(_ => false);
        await left.ToEndAsync(point => point % 3 == 0);

        Assert.True(left.Pauses >= 2);
        Assert.Equal(whole.End(), left.End());
    }

    [Fact]
    public async Task A_world_that_hangs_is_left_when_the_run_is_broken_off_and_no_process_stays()
    {
        using var asked = new CancellationTokenSource();
        using var broken = new CancellationTokenSource();
        bool begun = false;
        var world = new LineWorld("hang")
        {
            Told = action =>
            {
                if (action == "stay" && begun)
                {
                    asked.Cancel();
                    broken.Cancel();
                }
            },
        };
        using SmallRun run = Over(world, 600);
        RunOutcome outcome;
        using (RunSession session = await run.OpenAsync())
        {
            // Measured in a world of its own: what hangs is a wave.
            TrainingRun training = Training(world, session);
            begun = true;
            outcome = await training.RunAsync(new Ignoring(), asked.Token, broken.Token);
        }

        Assert.True(outcome.Cancelled);
        Assert.True(await world.EndedAsync(), "A process of the world still runs.");
    }

    private static TrainingRun Training(LineWorld world, RunSession session)
    {
        MethodSettings settings = Preset.With("branch", "trees=4", "treeTrajectories=4", "maxSteps=4");
        var replayed = new ReplayedEnvironment(world, TimeSpan.FromMinutes(10), TimeProvider.System);
        return new TrainingRun(
            MethodFactory.Create(replayed, session.Playground.Train.Tasks, session.Policy.Actor(1), session.Policy.Learner(settings.Learner), settings),
            new Evaluator(new CorridorWorld(), ScriptedActor.InTurn("right"), 4, 1), session.Playground.Unseen, settings.Training);
    }

    private static SmallRun Over(LineWorld world, double limit)
    {
        TaskInstance[] tasks = [CorridorWorld.TaskOf(3)];
        var panel = new Panel("a corridor", tasks, ["three"]);
        Playground corridor = CorridorPlayground.Create();
        return new SmallRun([.. Few, "world=corridor"])
        {
            Playground = corridor with
            {
                World = new ReplayedEnvironment(world, TimeSpan.FromSeconds(limit), TimeProvider.System),
                Train = panel,
                Unseen = panel,
            },
        };
    }

    private static long Count(SmallRun run, string sql)
    {
        using SqliteConnection connection = RunDatabase.OpenToRead(run.Folder);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private sealed class Ignoring : IRunObserver
    {
        public bool IsCheckpointDue => false;

        public void Report(RunProgress progress)
        {
        }

        public void Checkpoint(TrainingRun run)
        {
        }

        public void Learned()
        {
        }
    }
}
