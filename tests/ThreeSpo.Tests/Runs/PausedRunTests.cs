using ThreeSpo.Randomness;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Runs;

/// <summary>A run that is left at any wave, and opened anew from what is on disk, ends with the same bytes as one that never was.</summary>
public sealed class PausedRunTests
{
    private static readonly string[] Small =
        ["trees=3", "treeTrajectories=3", "treeActions=30", "maxSteps=12", "trainGames=12", "unseenGames=4", "miniBatch=16"];

    private static readonly Playground Short = CorridorPlayground.Create(3, 8);

    /// <summary>Presets, and variants of them that between them fill everything that is saved.</summary>
    public static TheoryData<string> Settings =>
    [
        "preset=branch updateEvery=2",
        "preset=steps updateEvery=3",
        "preset=paper",
        "preset=reference",
        "preset=grpo",
        "preset=gigpo",
        "preset=remax",
        "preset=ppo",
        "preset=cispo klWeight=0.1 klTarget=0.001 klHorizon=50",
        "preset=hgpo",
        "preset=grpo dynamicSampling=true samplingRounds=4",
        "preset=remax dynamicSampling=true samplingRounds=3 episodeNovelty=0.1",
        "preset=branch goBack=archive archiveProbability=0.9 updateEvery=2 halfLife=3",
        "preset=paper explored=run updateEvery=7 klWeight=0.1 evalEvery=100",
        "preset=steps updateEvery=7 state=gameText nodeState=world halfLife=5 frontier=byScore",
        "preset=branch objective=dpo maxWidth=3 updateEvery=7 updateUnit=waves visits=every",
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public Task Left_before_every_wave_in_the_corridor_a_run_ends_with_the_same_bytes(string settings) =>
        EqualAsync(["world=corridor", "actions=200", .. settings.Split(' ')], _ => true);

    [Theory]
    [MemberData(nameof(Settings))]
    public Task Left_at_some_waves_in_ALFWorld_a_run_ends_with_the_same_bytes(string settings) => EqualAsync(
        ["actions=350", .. settings.Split(' '), "temperature=0.4", "treeActions=90", "maxSteps=30"],
        point => new Draw(5, settings.Length, 0, point).Below(8, Use.Action) == 0);

    [Theory]
    [InlineData("preset=steps", "updateEvery=5", "klWeight=0.01")]
    [InlineData("preset=ppo", "klWeight=0.01", "klTarget=0.001", "klHorizon=50")]
    [InlineData("preset=steps", "updateEvery=4", "objective=dpo", "maxWidth=3")]
    [InlineData("preset=steps", "updateEvery=5", "klWeight=0.01", "loraRank=4")]
    public async Task Left_before_every_wave_a_run_of_the_language_model_ends_with_the_same_bytes(params string[] settings)
    {
        RecordedModel.RequireTorch();
        await EqualAsync(["policy=tiny", "actions=24", .. settings, "trees=2", "treeTrajectories=2", "maxSteps=4", "unseenGames=2"], _ => true);
    }

    [Fact]
    public async Task Left_between_its_rounds_a_run_with_dynamic_sampling_knows_how_many_there_were_and_what_is_left_of_its_budget()
    {
        // Corridors of three rooms and more in two steps: nothing is ever solved, and every round samples 18 actions for nothing.
        string[] settings =
            [.. Small, "world=corridor", "preset=grpo", "maxSteps=2", "dynamicSampling=true", "samplingRounds=2", "actions=85"];
        using SmallRun whole = Of(settings);
        RunOutcome expected = await whole.ToEndAsync(_ => false);
        using SmallRun left = Of(settings);
        RunOutcome found = await left.ToEndAsync(_ => true);

        Assert.Equal((36 + 36 + 18, 3), (expected.Total.Actions, expected.Iterations));
        Assert.Equal((expected.Total, expected.Iterations), (found.Total, found.Iterations));
        Assert.Equal(whole.End(), left.End());
    }

    [Fact]
    public async Task A_run_that_gets_a_larger_budget_ends_as_if_it_had_always_had_it()
    {
        string[] settings = [.. Small, "world=corridor", "preset=branch", "updateEvery=5"];
        using var whole = new SmallRun([.. settings, "actions=600"]);
        await whole.ToEndAsync(_ => false);
        using var raised = new SmallRun([.. settings, "actions=300"]);
        await raised.ToEndAsync(_ => false);
        using SmallRun longer = raised.With("actions=600");
        await longer.ToEndAsync(_ => false);

        Assert.Equal(whole.End(), longer.End());
    }

    /// <summary>A run; corridors are short, so that something is learned soon.</summary>
    private static SmallRun Of(string[] settings) =>
        settings.Contains("world=corridor") ? new SmallRun(settings) { Playground = Short } : new SmallRun(settings);

    private static async Task EqualAsync(string[] settings, Func<int, bool> leave)
    {
        using SmallRun whole = Of([.. Small, .. settings]);
        RunOutcome expected = await whole.ToEndAsync(_ => false);
        using SmallRun left = Of([.. Small, .. settings]);
        RunOutcome found = await left.ToEndAsync(leave);

        Assert.True(left.Pauses >= 2, $"It was left {left.Pauses} times only.");
        Assert.True(expected.Total.Updates.Steps > 0, "It learned nothing.");
        Assert.Equal(whole.End(), left.End());
        Assert.Equal((expected.Total, expected.Iterations, expected.Stopped), (found.Total, found.Iterations, found.Stopped));
        Assert.Equal(
            expected.Curve.SelectMany(point => point.Result.Episodes.Select(one => (point.Actions, one))),
            found.Curve.SelectMany(point => point.Result.Episodes.Select(one => (point.Actions, one))));
    }
}
