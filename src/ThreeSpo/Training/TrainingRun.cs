using System.Diagnostics;
using ThreeSpo.Environments;

namespace ThreeSpo.Training;

/// <summary>A run from its first evaluation to its last: iterations until the budget of sampled actions is used.</summary>
/// <param name="method">Collects and learns.</param>
/// <param name="evaluator">Measures.</param>
/// <param name="panel">What it is measured on.</param>
/// <param name="settings">Budget, evaluations, patience.</param>
public sealed class TrainingRun(ITrainingMethod method, Evaluator evaluator, Panel panel, TrainingSettings settings)
{
    private readonly Tally _total = new();
    private int _iteration;

    /// <summary>Times iterations for whoever listens; see <see cref="Telemetry"/>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Runs to the end of the budget, or until it stalls or is cancelled.</summary>
    /// <param name="report">Told after every iteration and every evaluation.</param>
    /// <param name="cancellation">Ends the run after the wave under way.</param>
    public ValueTask<RunOutcome> RunAsync(Action<RunProgress> report, CancellationToken cancellation) => RunAsync(report, () => { }, cancellation);

    /// <summary>Runs to the end of the budget, or until it stalls or is cancelled.</summary>
    /// <param name="report">Told after every iteration and every evaluation.</param>
    /// <param name="learned">Told once, when nothing more will be learned and before the result is measured: the time to save.</param>
    /// <param name="cancellation">Ends the run after the wave under way.</param>
    public async ValueTask<RunOutcome> RunAsync(Action<RunProgress> report, Action learned, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(learned);
        using Activity? span = Telemetry.Run(settings);
        report += Telemetry.Record;
        List<(long Actions, Evaluation Result)> curve = [];
        var guard = new StallGuard(settings.Patience);
        string? stopped = null;

        await MeasureAsync(curve, report, cancellation).ConfigureAwait(false);
        try
        {
            while (_total.Actions < settings.Actions && stopped is null && !cancellation.IsCancellationRequested)
            {
                Tally iteration = await Telemetry.IterationAsync(_iteration, () => method.IterateAsync(_iteration++, cancellation), Clock).ConfigureAwait(false);
                _total.Add(iteration);
                stopped = guard.Watch(iteration);
                report(new RunProgress(_iteration, iteration, _total, method.DistinctTexts, method.KnownStates, null));

                if (settings.EvalEvery > 0 && _total.Actions >= curve[^1].Actions + settings.EvalEvery && _total.Actions < settings.Actions)
                    await MeasureAsync(curve, report, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // A measurement, or a wave in a world that heeds the token itself, was broken off: the run ends here all the same.
        }

        // What was gathered is learned, and the result is measured, even where the run was ended early.
        _total.Add(await Telemetry.FinishAsync(() => method.FinishAsync(_iteration, CancellationToken.None)).ConfigureAwait(false));
        learned();
        if (_total.Actions > curve[^1].Actions)
            await MeasureAsync(curve, report, CancellationToken.None).ConfigureAwait(false);

        return new RunOutcome(curve, _total, _iteration, method.DistinctTexts, method.KnownStates, stopped, cancellation.IsCancellationRequested);
    }

    private async ValueTask MeasureAsync(
        List<(long Actions, Evaluation Result)> curve, Action<RunProgress> report, CancellationToken cancellation)
    {
        Evaluation result = await Telemetry.EvaluationAsync(() => evaluator.EvaluateAsync(panel, cancellation)).ConfigureAwait(false);
        curve.Add((_total.Actions, result));
        report(new RunProgress(_iteration, new Tally(), _total, method.DistinctTexts, method.KnownStates, result));
    }
}

/// <summary>Where a run stands.</summary>
/// <param name="Iteration">Iterations done.</param>
/// <param name="Last">The last iteration; empty right after an evaluation.</param>
/// <param name="Total">The run so far.</param>
/// <param name="DistinctTexts">Distinct observation texts met.</param>
/// <param name="KnownStates">States with a record.</param>
/// <param name="Evaluation">The evaluation just made, if any.</param>
public sealed record RunProgress(
    int Iteration, Tally Last, Tally Total, int DistinctTexts, int KnownStates, Evaluation? Evaluation);

/// <summary>How a run ended.</summary>
/// <param name="Curve">Success by sampled actions, before the run first, after it last.</param>
/// <param name="Total">Sums over the run.</param>
/// <param name="Iterations">Iterations done.</param>
/// <param name="DistinctTexts">Distinct observation texts met.</param>
/// <param name="KnownStates">States with a record.</param>
/// <param name="Stopped">Why it stopped before its budget was used, or null.</param>
/// <param name="Cancelled">Whether it was asked to end early.</param>
public sealed record RunOutcome(
    IReadOnlyList<(long Actions, Evaluation Result)> Curve, Tally Total, int Iterations, int DistinctTexts, int KnownStates,
    string? Stopped, bool Cancelled)
{
    /// <summary>Success before the run.</summary>
    public Evaluation Before => Curve[0].Result;

    /// <summary>Success after the run.</summary>
    public Evaluation After => Curve[^1].Result;
}
