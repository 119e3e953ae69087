using BenchmarkDotNet.Attributes;
using ThreeSpo.Randomness;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Benchmarks;

/// <summary>
/// Claims: a step, its observation and its list of admissible commands read, runs at 300,000 a second or more; going back to a
/// state costs nothing, where an environment without snapshots replays the prefix of 25 steps.
/// </summary>
[MemoryDiagnoser]
public class AlfworldStepBenchmarks
{
    private const int GameCount = 120;
    private const int Steps = 5000;
    private const int StepsPerEpisode = 50;
    private const int PrefixSteps = 25;

    private AlfworldGame[] _games = [];
    private string[] _walk = [];
    private string[] _prefix = [];
    private AlfworldSnapshot? _kept;

    [GlobalSetup]
    public void Setup()
    {
        _games = [.. GeneratedPanels.Unseen(GameCount).Select(facts => new AlfworldGame(facts))];
        _walk = [.. Walk(Steps)];
        _prefix = _walk[..PrefixSteps];
        _kept = Replay(_prefix);
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public long Step()
    {
        long read = 0;
        AlfworldSnapshot at = AlfworldWorld.Start(_games[0]);

        for (int step = 0; step < Steps; step++)
        {
            if (step % StepsPerEpisode == 0 || at.Won)
                at = AlfworldWorld.Start(GameOf(step));
            at = (AlfworldSnapshot)AlfworldWorld.Step(at, _walk[step]).Next;
            read += at.Observation.Length + at.Actions.Count;
        }

        return read;
    }

    [Benchmark(Baseline = true)]
    public int ReturnByReplaying() => Replay(_prefix).Actions.Count;

    [Benchmark]
    public int ReturnToSnapshot() => _kept!.Actions.Count;

    private AlfworldGame GameOf(int step) => _games[step / StepsPerEpisode % _games.Length];

    private AlfworldSnapshot Replay(string[] actions)
    {
        AlfworldSnapshot at = AlfworldWorld.Start(_games[0]);
        foreach (string action in actions)
            at = (AlfworldSnapshot)AlfworldWorld.Step(at, action).Next;
        return at;
    }

    private IEnumerable<string> Walk(int steps)
    {
        AlfworldSnapshot at = AlfworldWorld.Start(_games[0]);

        for (int step = 0; step < steps; step++)
        {
            if (step % StepsPerEpisode == 0 || at.Won)
                at = AlfworldWorld.Start(GameOf(step));
            string action = at.Actions[new Draw(7, 0, 0, step).Below(at.Actions.Count, Use.Action)];
            at = (AlfworldSnapshot)AlfworldWorld.Step(at, action).Next;
            yield return action;
        }
    }
}
