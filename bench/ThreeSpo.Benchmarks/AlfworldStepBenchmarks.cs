using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using ThreeSpo.Randomness;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Benchmarks;

/// <summary>
/// Claims: a step, its observation and its list of admissible commands read, takes about a microsecond; going back to a state
/// costs nothing, where an environment without snapshots replays the prefix of 25 steps.
/// </summary>
[MemoryDiagnoser]
public class AlfworldStepBenchmarks
{
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
        string root = Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "..", "..");
        string recorded = Path.Combine(root, "shared", "data", "alfworld", "games", "alfworld_valid_unseen.compact.jsonl.gz");
        _games = File.Exists(recorded) ? [.. GameFiles.Load(recorded)] : [Kitchen()];
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

    /// <summary>The benchmark runs in a folder of its own, so the games are found from here.</summary>
    private static string SourceFile([CallerFilePath] string path = "") => path;

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

    /// <summary>A made-up kitchen of the usual size: 24 receptacles, 48 objects.</summary>
    private static AlfworldGame Kitchen()
    {
        string[] furniture = ["cabinet", "countertop", "drawer", "shelf", "fridge", "microwave", "sinkbasin", "stoveburner"];
        string[] things = ["apple", "bread", "bowl", "cup", "egg", "fork", "knife", "mug", "pan", "plate", "spoon", "tomato"];
        ReceptacleFacts[] receptacles = [.. Enumerable.Range(0, 24).Select(i => new ReceptacleFacts(
            $"{furniture[i % 8]}_bar_{i:00}", furniture[i % 8], $"loc_bar_{i / 2:00}", furniture[i % 8] is "cabinet" or "drawer" or "fridge" or "microwave"))];
        ObjectFacts[] objects = [.. Enumerable.Range(0, 48).Select(i => new ObjectFacts($"{things[i % 12]}_bar_{i:00}", things[i % 12],
            AlfworldClasses.AffordancesOf(things[i % 12]), [i * 7 % 24], [receptacles[i * 7 % 24].Location]))];

        return new AlfworldGame(new GameFacts
        {
            Id = "benchmark/kitchen",
            Version = AlfworldVersion.V213,
            Goal = new AlfworldGoal(TaskKind.Heat, "apple", "fridge", "put a hot apple in fridge."),
            AgentLocation = "loc_bar_99",
            Receptacles = receptacles,
            Objects = objects,
            CanContain = AlfworldClasses.ContainerTable(furniture, things),
        });
    }
}
