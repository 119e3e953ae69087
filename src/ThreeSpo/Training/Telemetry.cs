using System.Diagnostics;
using ThreeSpo.Settings;

namespace ThreeSpo.Training;

/// <summary>Lets others watch a run: a meter and a source of spans, both named ThreeSpo. Costs next to nothing where nobody listens.</summary>
/// <remarks>docs/telemetry.md lists every name. Nothing that is learned depends on whether anybody listens.</remarks>
public static class Telemetry
{
    /// <summary>The name of the meter and of the source.</summary>
    public const string Name = "ThreeSpo";

    /// <summary>The key under which spans and measurements name a panel.</summary>
    internal const string PanelKey = "threespo.panel";

    private static readonly ActivitySource Source = new(Name, Version);

    /// <summary>The version that measurements and spans bear.</summary>
    internal static string Version => typeof(Telemetry).Assembly.GetName().Version!.ToString(3);

    /// <summary>Begins the span of a run, the parent of all others; null where nobody listens.</summary>
    /// <param name="settings">Method, seed and budget go with the span.</param>
    public static Activity? Run(TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Source.StartActivity("run")
            ?.SetTag("threespo.method", Setting.Text(settings.Method))
            .SetTag("threespo.seed", settings.Seed)
            .SetTag("threespo.budget", settings.Actions);
    }

    /// <summary>Carries out an iteration, or what is left of one that was paused, under a span of its own; counts and times it once it is finished.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="iterate">The iteration.</param>
    /// <param name="clock">Times it.</param>
    public static async ValueTask<Iteration?> IterationAsync(int number, Func<ValueTask<Iteration?>> iterate, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(iterate);
        ArgumentNullException.ThrowIfNull(clock);

        // Spans count iterations done, from 1.
        using Activity? span = Source.StartActivity("iteration")?.SetTag("threespo.iteration", number + 1);
        long began = clock.GetTimestamp();
        Iteration? iteration = await MarkedAsync(span, iterate).ConfigureAwait(false);
        span?.SetTag("threespo.paused", iteration is null);
        if (iteration is null)
            return null;

        Instruments.Time(clock.GetElapsedTime(began));
        Instruments.Count(iteration.Tally);
        span?.SetTag("threespo.actions", iteration.Tally.Actions);
        return iteration;
    }

    /// <summary>Carries out the last update of a run under a span of its own, and counts it.</summary>
    /// <param name="finish">The update.</param>
    public static async ValueTask<Tally> FinishAsync(Func<ValueTask<Tally>> finish)
    {
        ArgumentNullException.ThrowIfNull(finish);
        using Activity? span = Source.StartActivity("finish");
        Tally tally = await MarkedAsync(span, finish).ConfigureAwait(false);
        Instruments.Count(tally);
        return tally;
    }

    /// <summary>Carries out an evaluation under a span of its own.</summary>
    /// <param name="evaluate">The evaluation.</param>
    public static async ValueTask<Evaluation> EvaluationAsync(Func<ValueTask<Evaluation>> evaluate)
    {
        ArgumentNullException.ThrowIfNull(evaluate);
        using Activity? span = Source.StartActivity("evaluation");
        Evaluation result = await MarkedAsync(span, evaluate).ConfigureAwait(false);
        span?.SetTag(PanelKey, result.Panel.Name).SetTag("threespo.tasks", result.Episodes.Count).SetTag("threespo.success", result.Success);
        return result;
    }

    /// <summary>Takes down where a run stands; goes where reports of progress go.</summary>
    /// <param name="progress">An iteration or an evaluation that just ended.</param>
    public static void Record(RunProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        Instruments.Record(progress);
    }

    /// <summary>Work whose fault is written on its span. Being cancelled is no fault.</summary>
    private static async ValueTask<T> MarkedAsync<T>(Activity? span, Func<ValueTask<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.Message);
            throw;
        }
    }
}
