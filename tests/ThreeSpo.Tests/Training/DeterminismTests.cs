using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ThreeSpo.Environments;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Training;

/// <summary>Same seed, same bytes.</summary>
public sealed class DeterminismTests(DeterminismTests.WarmStart start) : IClassFixture<DeterminismTests.WarmStart>
{
    private static readonly Playground Alfworld = AlfworldPlayground.Create("generated", "", 40, 12);

    [Theory]
    [InlineData("branch")]
    [InlineData("scout")]
    [InlineData("steps")]
    [InlineData("paper")]
    [InlineData("grpo")]
    [InlineData("gigpo")]
    public async Task Equal_seeds_end_with_equal_weights_and_equal_tallies_and_other_seeds_do_not(string preset)
    {
        (string weights, Tally tally, Evaluation after) = await RunAsync(preset, seed: 1);
        (string weightsAgain, Tally tallyAgain, Evaluation afterAgain) = await RunAsync(preset, seed: 1);
        (string weightsElse, Tally tallyElse, _) = await RunAsync(preset, seed: 2);

        Assert.Equal(weights, weightsAgain);
        Assert.Equal(tally, tallyAgain);
        Assert.Equal(after.Episodes, afterAgain.Episodes);
        Assert.NotEqual(weights, weightsElse);
        Assert.NotEqual(tally, tallyElse);
    }

    [Theory]
    [InlineData("branch")]
    [InlineData("scout")]
    [InlineData("steps")]
    [InlineData("paper")]
    [InlineData("grpo")]
    [InlineData("gigpo")]
    public async Task The_order_of_work_and_the_threads_that_do_it_change_no_byte(string preset)
    {
        (string weights, Tally tally, Evaluation after) = await RunAsync(preset, seed: 1);
        for (ulong disorder = 1; disorder <= 2; disorder++)
        {
            (string weightsElse, Tally tallyElse, Evaluation afterElse) = await RunAsync(
                preset, seed: 1, threads: 3 * (int)disorder, actor => new DisorderedActor(actor, disorder), world => new LateWorld(world, disorder));

            Assert.Equal(weights, weightsElse);
            Assert.Equal(tally, tallyElse);
            Assert.Equal(after.Episodes, afterElse.Episodes);
        }
    }

    private async Task<(string Weights, Tally Tally, Evaluation After)> RunAsync(
        string preset, int seed, int threads = 1, Func<IActor, IActor>? policy = null, Func<IEnvironment, IEnvironment>? place = null)
    {
        policy ??= actor => actor;
        IEnvironment world = place is null ? Alfworld.World : place(Alfworld.World);
        MethodSettings settings = Preset.With(
            preset, $"seed={seed}", "actions=3000", "trees=4", "treeTrajectories=4", "treeActions=100", "maxSteps=25", "updateEvery=2");
        LightWeights weights = start.Weights.Copy();
        var run = new TrainingRun(
            MethodFactory.Create(
                world, Alfworld.Train.Tasks, policy(new LightActor(weights, Alfworld.Features, 1, threads)),
                new LightLearner(weights, weights.Copy(), settings.Learner), settings),
            new Evaluator(world, policy(new LightActor(weights, Alfworld.Features, 0.4, threads)), 25, 1), Alfworld.Unseen, settings.Training);
        RunOutcome outcome = await run.RunAsync(_ => { }, TestContext.Current.CancellationToken);

        return (Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(weights.Values))), outcome.Total, outcome.After);
    }

    /// <summary>A start that wins now and then, so that every method has something to learn from.</summary>
    public sealed class WarmStart : IAsyncLifetime
    {
        public LightWeights Weights { get; private set; } = new();

        public async ValueTask InitializeAsync()
        {
            var world = (AlfworldWorld)Alfworld.World;
            var warmUp = new WarmUp(
                number => (world, world.Games[number].Task), new AlfworldFeatures(), new ImperfectPlanner(blunder: 0.1, dawdle: 0.1), new LearnerSettings { MiniBatch = 64 }, maxSteps: 50, seed: 1);
            (Weights, _) = await warmUp.ImitateAsync(world.Games.Count, TestContext.Current.CancellationToken);
        }

        public ValueTask DisposeAsync() => default;
    }
}
