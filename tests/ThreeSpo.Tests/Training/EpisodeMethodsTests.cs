using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ThreeSpo.Credit;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Settings;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Training;

/// <summary>Every method of whole episodes, in the corridor.</summary>
public sealed class EpisodeMethodsTests
{
    private static readonly Playground Corridors = CorridorPlayground.Create(3, 8);

    public static TheoryData<string> Methods =>
    [
        "preset=grpo", "preset=gigpo", "preset=rloo", "preset=reinforce++", "preset=reinforce++baseline", "preset=remax", "preset=ppo", "preset=hgpo",
        "preset=passAtK", "preset=grpo dynamicSampling=true", "preset=rloo episodeNovelty=0.1", "preset=ppo episodeNovelty=0.1 dynamicSampling=true",
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Every_method_learns_short_corridors_from_nothing_and_again_to_the_same_bytes(string words)
    {
        (RunOutcome outcome, string weights) = await RunAsync(words);
        (RunOutcome again, string weightsAgain) = await RunAsync(words);

        Assert.True(outcome.Before.Success < 0.6, $"Solved {outcome.Before.Success:P0} before.");
        Assert.True(outcome.After.Success >= outcome.Before.Success + 0.3, $"Solved {outcome.Before.Success:P0} before and {outcome.After.Success:P0} after.");
        Assert.Equal((outcome.Total, weights), (again.Total, weightsAgain));
    }

    [Fact]
    public async Task A_method_with_a_critic_is_refused_where_the_policy_has_none()
    {
        SettingsException fault = await Assert.ThrowsAsync<SettingsException>(() => new Bench(Preset.With("ppo"), ScriptedActor.Aimless).IterateAsync());

        Assert.Contains("needs a critic", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_with_greedy_episodes_is_refused_where_nobody_takes_the_likeliest_actions()
    {
        SettingsException fault = await Assert.ThrowsAsync<SettingsException>(() => new Bench(Preset.With("remax"), ScriptedActor.Aimless).IterateAsync());

        Assert.Contains("likeliest actions", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Greedy_episodes_count_as_sampled_and_are_not_learned_from()
    {
        // Sampled episodes go astray for 5 steps each, the greedy one of each task walks 3 rooms.
        var learner = new RecordingLearner();
        ITrainingMethod method = MethodFactory.Create(
            new CorridorWorld(), [CorridorWorld.TaskOf(3)], ScriptedActor.InTurn("left"), learner,
            Preset.With("remax", "trees=2", "treeTrajectories=4", "maxSteps=5"), ScriptedActor.InTurn("right"));
        Iteration iteration = (await method.IterateAsync(0, () => false, TestContext.Current.CancellationToken))!;

        Assert.Equal(2 * ((4 * 5) + 3), iteration.Tally.Actions);
        Assert.Equal((10, 2), (iteration.Tally.Trajectories, iteration.Tally.Successes));
        CreditedGroup[] learned = Assert.Single(learner.Updates);
        Assert.Equal(2 * 4 * 5, learned.Length);
        Assert.All(learned, step => Assert.Equal(("left", -1), (step.Branches[0].Proposal.Action, step.Advantages[0])));
    }

    [Fact]
    public async Task A_critic_is_asked_once_an_iteration_of_every_step_and_before_it_learns()
    {
        // Every second episode is solved; nothing is foreseen yet, so with λ = 1 what is taught is the discounted return.
        var recorder = new RecordingLearner();
        var learner = new CriticLearner(recorder);
        var actor = new ScriptedActor((request, _) => request.Draw.Task % 2 == 0 ? "right" : "left");
        ITrainingMethod method = MethodFactory.Create(
            new CorridorWorld(), [CorridorWorld.TaskOf(3)], actor, learner,
            Preset.With("ppo", "trees=1", "treeTrajectories=2", "maxSteps=5", "gaeLambda=1", "discount=0.5"));
        await method.IterateAsync(0, () => false, TestContext.Current.CancellationToken);

        Assert.Equal([3 + 5], learner.Asked);
        CreditedGroup[] learned = Assert.Single(recorder.Updates);
        Assert.Equal([0.25, 0.5, 1, 0, 0, 0, 0, 0], learned.Select(step => step.Value!.Target));
        Assert.All(learned, step => Assert.Equal(0, step.Value!.Old));
    }

    [Fact]
    public async Task A_critic_learns_where_the_policy_has_nothing_to_learn()
    {
        var learner = new CriticLearner(new RecordingLearner(), rate: 1);
        ITrainingMethod method = MethodFactory.Create(
            new CorridorWorld(), [CorridorWorld.TaskOf(1)], ScriptedActor.InTurn("right"), learner,
            Preset.With("ppo", "trees=1", "treeTrajectories=2", "maxSteps=5"));
        Iteration iteration = (await method.IterateAsync(0, () => false, TestContext.Current.CancellationToken))!;

        // One step each, both solved: no spread, and a state that is worth 1.
        Assert.Equal(1, learner[iteration.Trees[0].Root]);
    }

    private static async Task<(RunOutcome Outcome, string Weights)> RunAsync(string words)
    {
        string[] parts = words.Split(' ');
        MethodSettings settings = Preset.With(
            parts[0]["preset=".Length..], ["actions=6000", "trees=8", "treeTrajectories=4", "maxSteps=16", "learningRate=0.03", .. parts[1..]]);
        LightWeights weights = Corridors.Start();
        var greedy = new LightActor(weights, Corridors.Features, MethodFactory.GreedyTemperature);
        var run = new TrainingRun(
            MethodFactory.Create(
                Corridors.World, Corridors.Train.Tasks, new LightActor(weights, Corridors.Features, 1),
                new CriticLearner(new LightLearner(weights, weights.Copy(), settings.Learner)), settings,
                MethodFactory.NeedsGreedy(settings) ? greedy : null),
            new Evaluator(Corridors.World, new LightActor(weights, Corridors.Features, 1), settings.Rollout.MaxSteps, 1),
            Corridors.Unseen, settings.Training);
        RunOutcome outcome = await run.RunAsync(_ => { }, TestContext.Current.CancellationToken);

        return (outcome, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(weights.Values))));
    }
}
