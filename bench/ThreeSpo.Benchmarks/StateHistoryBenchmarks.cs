using BenchmarkDotNet.Attributes;
using ThreeSpo.Credit;
using ThreeSpo.History;
using ThreeSpo.Randomness;

namespace ThreeSpo.Benchmarks;

/// <summary>
/// Claim: recording a state and looking its score up, together, run at 5 million a second or more with 100,000 states known;
/// keys of 128 bits beat texts as keys.
/// </summary>
[MemoryDiagnoser]
public class StateHistoryBenchmarks
{
    private const int States = 100_000;
    private const int PathLength = 50;
    private const int Paths = 2_000;

    private readonly StateHistory _history = new();
    private readonly Dictionary<string, (double Visits, double Successes)> _byText = [];
    private readonly ScoreSettings _settings = new() { Alpha = 1, MaxFailures = 1e9 };
    private readonly StateKey[] _keys = new StateKey[Paths * PathLength];
    private readonly string[] _texts = new string[Paths * PathLength];

    [GlobalSetup]
    public void Setup()
    {
        string[] texts = [.. Enumerable.Range(0, States).Select(i => $"You arrive at cabinet {i}. The cabinet {i} is closed.")];
        StateKey[] keys = [.. texts.Select(text => StateKey.Of(text))];
        for (int i = 0; i < _keys.Length; i++)
        {
            int state = new Draw(7, 0, 0, i).Below(States, Use.Game);
            _keys[i] = keys[state];
            _texts[i] = texts[state];
        }

        Recorded();
    }

    /// <summary>The obvious way: a dictionary by observation text, read and written state by state.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Paths * PathLength)]
    public double ByText()
    {
        double sum = 0;
        for (int i = 0; i < _texts.Length; i++)
        {
            (double visits, double successes) = _byText.GetValueOrDefault(_texts[i]);
            _byText[_texts[i]] = (visits + 1, successes + (i & 1));
            sum += StateScore.At(new StateCounts(visits + 1, successes), clock: 1000, _settings);
        }

        return sum;
    }

    /// <summary>Record a trajectory of 50 states, then score each of them.</summary>
    [Benchmark(OperationsPerInvoke = Paths * PathLength)]
    public double Recorded()
    {
        double sum = 0;
        for (int path = 0; path < Paths; path++)
        {
            ReadOnlySpan<StateKey> states = _keys.AsSpan(path * PathLength, PathLength);
            _history.Record(states, success: (path & 1) == 0);
            double lambda = StateScore.Lambda(_settings.Alpha, _history.Clock);
            foreach (StateKey key in states)
                sum += StateScore.Of(_history[key], lambda, _settings);
        }

        return sum;
    }
}
