using System.Diagnostics;
using ThreeSpo.Environments;
using ThreeSpo.Outside;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Training;

/// <summary>A run from its first evaluation to its last: iterations until the budget of sampled actions is used.</summary>
/// <param name="method">Collects and learns.</param>
/// <param name="evaluator">Measures.</param>
/// <param name="panel">What it is measured on.</param>
/// <param name="settings">Budget, evaluations, patience.</param>
public sealed class TrainingRun(ITrainingMethod method, Evaluator evaluator, Panel panel, TrainingSettings settings)
{
    private const string Part = "run with task scores";
    private const string PartBeforeScores = "run";

    private readonly List<(long Actions, Evaluation Result)> _curve = [];
    private readonly StallGuard _stall = new(settings.Patience);
    private readonly DivergenceGuard _divergence = new(settings.SkipPatience);
    private Tally _total = new();
    private string? _stopped;
    private bool _moved;

    /// <summary>Iterations done.</summary>
    public int Iterations { get; private set; }

    /// <summary>Times iterations for whoever listens; see <see cref="Telemetry"/>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Evaluations made.</summary>
    public int Evaluations => _curve.Count;

    /// <summary>Sampled actions of the iterations done.</summary>
    public long Actions => _total.Actions;

    /// <summary>What the run remembers beyond its trees.</summary>
    public RunMemory Memory => method.Memory;

    /// <summary>Success of the policy exactly as it stands, or null where it has learned since it was last measured.</summary>
    public double? Success => _curve.Count > 0 && _curve[^1].Actions == _total.Actions ? _curve[^1].Result.Success : null;

    private bool IsMeasureDue => _curve.Count == 0
        || (settings.EvalEvery > 0 && _total.Actions >= _curve[^1].Actions + settings.EvalEvery && !settings.IsSpentBy(_total));

    /// <summary>As below, for a run that is looked at and not kept.</summary>
    /// <param name="report">Told after every iteration and every evaluation.</param>
    /// <param name="asked">Asks it to stop after the wave under way.</param>
    public ValueTask<RunOutcome> RunAsync(Action<RunProgress> report, CancellationToken asked)
    {
        ArgumentNullException.ThrowIfNull(report);
        return RunAsync(new Onlooker(report), asked);
    }

    /// <summary>Runs to the end of the budget, or until it stalls, diverges or is asked to pause.</summary>
    /// <param name="observer">Follows it.</param>
    /// <param name="asked">Asks it to stop: it finishes the wave under way, is saved, and can be gone on with.</param>
    /// <param name="broken">Breaks off the wave under way, where a world does not answer; the run then stands as it was last saved.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop before it was measured for the first time.</exception>
    public async ValueTask<RunOutcome> RunAsync(IRunObserver observer, CancellationToken asked, CancellationToken broken = default)
    {
        ArgumentNullException.ThrowIfNull(observer);
        using Activity? span = Telemetry.Run(settings);
        try
        {
            while (true)
            {
                if (IsMeasureDue && !await TryMeasureAsync(observer, asked).ConfigureAwait(false))
                {
                    observer.Checkpoint(this);
                    return Outcome(cancelled: true);
                }

                if (settings.IsSpentBy(_total) || _stopped is not null)
                    break;
                if (await IterateAsync(() => ShouldPause(observer, asked), observer, broken).ConfigureAwait(false))
                    continue;

                observer.Checkpoint(this);
                _moved = false;
                if (asked.IsCancellationRequested)
                    return Outcome(cancelled: true);
            }

            // Saved once more before the rest is learned: a run with a larger budget can go on from here as if it had always had it.
            observer.Checkpoint(this);
            await FinishAsync(observer, asked).ConfigureAwait(false);
            return Outcome(cancelled: false);
        }
        catch (OperationCanceledException) when (_curve.Count > 0 && (asked.IsCancellationRequested || broken.IsCancellationRequested))
        {
            // The last measurement, or a wave in a world that does not answer, was broken off: the run goes on from where it was last saved.
            return Outcome(cancelled: true) with { BrokenOff = true };
        }
    }

    /// <summary>Saves where the run stands: everything but the policy, its learner and the records of finished iterations.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="proposals">How the policy's proposals are saved.</param>
    public void Save(StateWriter to, IProposalFormat proposals)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Begin(Part);
        to.Write(Iterations);
        to.Write(_stopped);
        _total.Save(to);
        _stall.Save(to);
        to.Write(panel.Hash);
        to.Write(_curve, point =>
        {
            to.Write(point.Actions);
            to.Write(point.Result.Episodes, episode =>
            {
                to.Write((int)episode.Ending);
                to.Write(episode.Steps);
                to.Write(episode.Score);
            });
        });
        method.Save(to, proposals);
    }

    /// <summary>Puts back where the run stood, after the records of all finished iterations were put back into <see cref="Memory"/>.</summary>
    /// <param name="from">Where from.</param>
    /// <param name="proposals">How the policy's proposals are saved.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidDataException">It is damaged, or belongs to another panel or other records.</exception>
    public async ValueTask LoadAsync(StateReader from, IProposalFormat proposals, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(from);
        bool scored = from.Expect(PartBeforeScores, Part) == Part;
        Iterations = from.Count();
        _stopped = from.Text();
        _total = Tally.Load(from);
        _stall.Load(from);
        string? hash = from.Text();
        if (hash != panel.Hash)
            throw new InvalidDataException($"The run is measured on the panel {panel.Hash}, but was saved with another, {Printable.Line(hash ?? "(none)")}. Put its games back where they were.");

        _curve.Clear();
        _curve.AddRange(from.List(() => (from.Long(), EvaluationOf(from.List(() => EpisodeOf(from, scored))))));
        await method.LoadAsync(from, proposals, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether the next wave has to wait. A run that was just saved takes a wave first, so that it always comes on.</summary>
    private bool ShouldPause(IRunObserver observer, CancellationToken asked)
    {
        bool pause = asked.IsCancellationRequested || (_moved && observer.IsCheckpointDue);
        _moved = true;
        return pause;
    }

    /// <summary>Runs one iteration, or what is left of it.</summary>
    /// <returns>Whether it was finished; false where it was paused.</returns>
    private async ValueTask<bool> IterateAsync(Func<bool> pause, IRunObserver observer, CancellationToken broken)
    {
        Iteration? iteration = await Telemetry.IterationAsync(
            Iterations, () => method.IterateAsync(Iterations, pause, broken), Clock).ConfigureAwait(false);
        if (iteration is null)
            return false;

        Iterations++;
        double before = settings.Price.Of(_total);
        _total.Add(iteration.Tally);
        _stopped = _stall.Watch(iteration.Tally) ?? _divergence.Watch(_total.Updates);
        RunProgress progress = Progress(iteration.Tally, null, iteration.Trees);
        Tell(observer, progress with
        {
            Sampled = SampledStates.Of(iteration.Trees, Iterations - 1, Memory.Scorer),
            LastTokens = progress.TotalTokens - before,
        });
        return true;
    }

    /// <summary>Learns what was gathered, and measures the result.</summary>
    private async ValueTask FinishAsync(IRunObserver observer, CancellationToken asked)
    {
        _total.Add(await Telemetry.FinishAsync(() => method.FinishAsync(Iterations, CancellationToken.None)).ConfigureAwait(false));
        observer.Learned();
        if (_total.Actions > _curve[^1].Actions)
            await MeasureAsync(observer, asked).ConfigureAwait(false);
    }

    /// <summary>Measures where the run stands; false where it was asked to stop meanwhile, and the measurement is left for later.</summary>
    private async ValueTask<bool> TryMeasureAsync(IRunObserver observer, CancellationToken asked)
    {
        try
        {
            await MeasureAsync(observer, asked).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (_curve.Count > 0 && asked.IsCancellationRequested)
        {
            return false;
        }
    }

    private async ValueTask MeasureAsync(IRunObserver observer, CancellationToken cancellation)
    {
        Evaluation result = await Telemetry.EvaluationAsync(() => evaluator.EvaluateAsync(panel, cancellation)).ConfigureAwait(false);
        _curve.Add((_total.Actions, result));
        Tell(observer, Progress(new Tally(), result, []));
    }

    private static void Tell(IRunObserver observer, RunProgress progress)
    {
        observer.Report(progress);
        Telemetry.Record(progress);
    }

    /// <summary>Where the run stands now. The sums are copied: who is told may look at them on another thread, while the run goes on.</summary>
    private RunProgress Progress(Tally last, Evaluation? result, IReadOnlyList<RolloutTree> trees) =>
        new(Iterations, last, _total with { }, Memory.Texts.Count, Memory.History.Count, result, trees) { TotalTokens = settings.Price.Of(_total) };

    private RunOutcome Outcome(bool cancelled) =>
        new(_curve, _total with { }, Iterations, Memory.Texts.Count, Memory.History.Count, _stopped, cancelled) { UnderWay = method.ActionsUnderWay };

    private sealed class Onlooker(Action<RunProgress> report) : IRunObserver
    {
        public bool IsCheckpointDue => false;

        public void Report(RunProgress progress) => report(progress);

        public void Checkpoint(TrainingRun run)
        {
        }

        public void Learned()
        {
        }
    }

    /// <summary>An episode as it was saved. Before scores were, the worlds that there were gave 1 to what they solved and 0 to the rest.</summary>
    private static (Ending Ending, int Steps, double Score) EpisodeOf(StateReader from, bool scored)
    {
        (Ending ending, int steps) = (from.Name<Ending>(), from.Count());
        return (ending, steps, scored ? from.Number() : ending is Ending.Succeeded ? 1 : 0);
    }

    private Evaluation EvaluationOf(List<(Ending Ending, int Steps, double Score)> episodes) => episodes.Count == panel.Tasks.Count
        ? new Evaluation(panel, [.. episodes.Select((one, i) => new EpisodeOutcome(panel.Tasks[i], one.Ending, one.Steps, one.Score))])
        : throw new InvalidDataException($"A saved evaluation has {episodes.Count} episodes, but the panel {panel.Tasks.Count} tasks. Use the checkpoint before.");
}

/// <summary>How a run ended, or where it was paused.</summary>
/// <param name="Curve">Success by sampled actions, before the run first, after it last.</param>
/// <param name="Total">Sums over the run.</param>
/// <param name="Iterations">Iterations done.</param>
/// <param name="DistinctTexts">Distinct observation texts met.</param>
/// <param name="KnownStates">States with a record.</param>
/// <param name="Stopped">Why it stopped before its budget was used, or null.</param>
/// <param name="Cancelled">Whether it was asked to stop: it can be gone on with.</param>
public sealed record RunOutcome(
    IReadOnlyList<(long Actions, Evaluation Result)> Curve, Tally Total, int Iterations, int DistinctTexts, int KnownStates,
    string? Stopped, bool Cancelled)
{
    /// <summary>Actions sampled in an iteration that was left in the middle; they are not among the sums.</summary>
    public long UnderWay { get; init; }

    /// <summary>Whether what it did last was broken off: it goes on from where it was last saved, which is before that.</summary>
    public bool BrokenOff { get; init; }

    /// <summary>Success before the run.</summary>
    public Evaluation Before => Curve[0].Result;

    /// <summary>Success when it was last measured: of a run that has ended, success after it.</summary>
    public Evaluation After => Curve[^1].Result;
}
