using ThreeSpo.Environments;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Tests.Worlds.Alfworld;

public sealed class WarmUpTests
{
    private static readonly AlfworldGame[] Games = [.. GeneratedPanels.Train(80).Select(facts => new AlfworldGame(facts))];
    private static readonly AlfworldWorld World = new(Games);

    [Fact]
    public async Task Imitation_teaches_what_an_empty_table_cannot_do()
    {
        (LightWeights weights, int solved) = await ImitateAsync(1);

        Assert.InRange(solved, 40, 80);
        Assert.True(await SuccessAsync(weights) > await SuccessAsync(new LightWeights()) + 0.1);
    }

    [Fact]
    public async Task Equal_seeds_imitate_equally()
    {
        Assert.Equal((await ImitateAsync(1)).Weights.Values, (await ImitateAsync(1)).Weights.Values);
        Assert.NotEqual((await ImitateAsync(1)).Weights.Values, (await ImitateAsync(2)).Weights.Values);
    }

    private static async Task<(LightWeights Weights, int Solved)> ImitateAsync(ulong seed) =>
        await new WarmUp(number => (World, Games[number].Task), new AlfworldFeatures(), new ImperfectPlanner(0.05, 0.05), new LearnerSettings { MiniBatch = 64 }, 50, seed)
            .ImitateAsync(Games.Length, TestContext.Current.CancellationToken);

    private static async Task<double> SuccessAsync(LightWeights weights)
    {
        Panel panel = AlfworldPlayground.PanelOf("games", Games);
        var evaluator = new Evaluator(new AlfworldWorld(Games), new LightActor(weights, new AlfworldFeatures(), 0.4), 50, 1);
        return (await evaluator.EvaluateAsync(panel, TestContext.Current.CancellationToken)).Success;
    }
}
