using BenchmarkDotNet.Attributes;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Benchmarks;

/// <summary>Claim: sampling eight actions of one state costs less than twice sampling one, because the state is described once.</summary>
[MemoryDiagnoser]
public class LightPolicyBenchmarks
{
    private readonly List<TreeNode> _nodes = [];
    private LightActor _actor = null!;

    [Params(1, 8)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Playground games = AlfworldPlayground.Create(AlfworldPlayground.Generated, "", trainGames: 32, unseenGames: 1);
        _actor = new LightActor(games.Start(), games.Features, temperature: 1);
        var keys = new StateKeys(StateIdentity.Text, StateIdentity.Text);
        foreach (TaskInstance task in games.Train.Tasks)
            _nodes.Add(new TreeNode(((PureEnvironment)games.World).Start(task), null, 0, 0, keys));
    }

    [Benchmark(OperationsPerInvoke = 32)]
    public async Task<int> Sample()
    {
        ProposalRequest[] wave = [.. _nodes.Select((node, i) => new ProposalRequest(node, Width, new Draw(1, 0, i, 0), 0))];
        return (await _actor.ProposeAsync(wave, CancellationToken.None)).Count;
    }
}
