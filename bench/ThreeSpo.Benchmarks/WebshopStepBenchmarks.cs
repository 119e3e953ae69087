using BenchmarkDotNet.Attributes;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Benchmarks;

/// <summary>
/// Claims: a step in a shop of 1,000 products, its page and its list of actions read, runs at 50,000 a second or more, searches and
/// purchases included; going back to a state costs nothing, where an environment without snapshots replays the prefix.
/// </summary>
[MemoryDiagnoser]
public class WebshopStepBenchmarks
{
    private const int Sessions = 400;
    private const int StepsPerSession = 15;
    private const int PrefixSteps = 6;

    private static readonly StateKeys Keys = new(StateIdentity.Text, StateIdentity.Text);

    private WebshopWorld _world = null!;
    private (TaskInstance Task, string[] Actions)[] _sessions = [];
    private WebshopSnapshot _kept = null!;
    private (TaskInstance Task, string[] Actions) _prefix;

    /// <summary>Steps of all sessions; one benchmark invocation takes them all.</summary>
    private const int Steps = 4000;

    [GlobalSetup]
    public void Setup()
    {
        _world = (WebshopWorld)WebshopPlayground.Create(new WebshopSettings()).World;
        IReadOnlyList<TaskInstance> tasks = WebshopPlayground.Create(new WebshopSettings()).Train.Tasks;
        _sessions = [.. Enumerable.Range(0, Sessions).Select(number => Walk(tasks[number % tasks.Count], number))];
        _prefix = _sessions.First(session => session.Actions.Length > PrefixSteps);
        _kept = Replay();
    }

    /// <summary>Sessions of a shopper who errs half of the time: all kinds of pages.</summary>
    [Benchmark(OperationsPerInvoke = Steps)]
    public long Step()
    {
        long read = 0;
        int taken = 0;
        for (int i = 0; taken < Steps; i = (i + 1) % _sessions.Length)
        {
            Snapshot now = _world.Start(_sessions[i].Task);
            foreach (string action in _sessions[i].Actions)
            {
                Transition step = _world.Step(now, action);
                now = step.Next;
                read += now.Observation.Length + now.Actions.Count;
                if (++taken == Steps)
                    break;
            }
        }

        return read;
    }

    [Benchmark(Baseline = true)]
    public int ReturnByReplaying() => Replay().Actions.Count;

    [Benchmark]
    public int ReturnToSnapshot() => _kept.Actions.Count;

    private WebshopSnapshot Replay()
    {
        Snapshot now = _world.Start(_prefix.Task);
        foreach (string action in _prefix.Actions[..PrefixSteps])
            now = _world.Step(now, action).Next;

        return (WebshopSnapshot)now;
    }

    private (TaskInstance Task, string[] Actions) Walk(TaskInstance task, int number)
    {
        var shopper = new ImperfectShopper(blunder: 0.5, dawdle: 0.1);
        var node = new TreeNode(_world.Start(task), null, 0, 0, Keys);
        List<string> actions = [];
        while (actions.Count < StepsPerSession)
        {
            actions.Add(shopper.Next(node, new Draw(7, 0, number, actions.Count)));
            Transition step = _world.Step(node.Snapshot, actions[^1]);
            if (step.Ending is not Ending.None)
                break;

            node = new TreeNode(step.Next, node, actions.Count, actions.Count, Keys, actions[^1]);
        }

        return (task, [.. actions]);
    }
}
