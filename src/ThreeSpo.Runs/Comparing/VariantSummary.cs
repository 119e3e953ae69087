using ThreeSpo.Training;

namespace ThreeSpo.Runs.Comparing;

/// <summary>What a variant did in a part, over its seeds. Runs that have not come to their end are listed and not counted.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Runs">All its runs, by seed.</param>
/// <param name="Unit">What the budget counts.</param>
/// <param name="Threshold">The success whose first reaching is timed.</param>
public sealed record VariantSummary(string Variant, IReadOnlyList<ComparedRun> Runs, BudgetUnit Unit, double Threshold)
{
    /// <summary>Runs that have come to their end.</summary>
    public IReadOnlyList<ComparedRun> Counted { get; } = [.. Runs.Where(run => run.Counts)];

    /// <summary>Those of them that stalled or diverged.</summary>
    public int Stopped => Counted.Count(run => run.State == "stopped");

    /// <summary>Success at exactly the budget. In [0, 1].</summary>
    public Spread Success => Spread.Of(Counted.Select(SuccessOf));

    /// <summary>Mean task score at exactly the budget. In [0, 1].</summary>
    public Spread Score => Spread.Of(Counted.Select(run => LearningCurve.At(run.ScoreBy(Unit), run.Budget)));

    /// <summary>Mean height of the curve over the budget. In [0, 1].</summary>
    public Spread Area => Spread.Of(Counted.Select(AreaOf));

    /// <summary>What the budget counts, to the threshold; runs that do not reach it are censored at the budget.</summary>
    public IReadOnlyList<TimeToReach> To => [.. Counted.Select(run => Reached(run, run.By(Unit)) is { } at ? new TimeToReach(at, true) : new TimeToReach(run.Budget, false))];

    /// <summary>Sampled actions to the threshold.</summary>
    public IReadOnlyList<TimeToReach> ActionsTo => Times(run => run.ByActions);

    /// <summary>Tokens to the threshold.</summary>
    public IReadOnlyList<TimeToReach> TokensTo => Times(run => run.ByTokens);

    /// <summary>Seconds to the threshold.</summary>
    public IReadOnlyList<TimeToReach> SecondsTo => Times(run => run.BySeconds);

    /// <summary>Share of states at which two or more actions were sampled; NaN where that was not recorded. In [0, 1].</summary>
    public double WideShare => Counted.Count > 0 && Counted.All(run => run.States > 0) ? Counted.Sum(run => run.WideStates!.Value) / Counted.Sum(run => run.States!.Value) : double.NaN;

    /// <summary>Mean number of actions sampled at a state in an iteration; NaN where that was not recorded.</summary>
    public double Width => Counted.Count > 0 && Counted.All(run => run.States > 0) ? Counted.Sum(run => run.Actions) / Counted.Sum(run => run.States!.Value) : double.NaN;

    /// <summary>Distinct texts for every thousand sampled actions.</summary>
    public double TextsPerThousand => Counted.Sum(run => run.Actions) is > 0 and var actions ? 1000 * Counted.Sum(run => run.Texts) / actions : double.NaN;

    /// <summary>Mean of a figure over the runs that count.</summary>
    public double Mean(Func<ComparedRun, double> figure) => Spread.Of(Counted.Select(figure)).Mean;

    /// <summary>Success of one run at exactly its budget. In [0, 1].</summary>
    public double SuccessOf(ComparedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return LearningCurve.At(run.By(Unit), run.Budget);
    }

    /// <summary>Mean height of one run's curve over its budget. In [0, 1].</summary>
    public double AreaOf(ComparedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return LearningCurve.Area(run.By(Unit), run.Budget);
    }

    /// <summary>Of anything but the budget runs used as much as they did: what did not reach the threshold within the budget never does.</summary>
    private TimeToReach[] Times(Func<ComparedRun, IReadOnlyList<(double, double)>> curve) => [.. Counted.Select(run =>
        Reached(run, run.By(Unit)) is not null && LearningCurve.Reaches(curve(run), Threshold) is { } at ? new TimeToReach(at, true) : new TimeToReach(double.PositiveInfinity, false))];

    /// <summary>Where a curve first reaches the threshold; null where it does not within the budget.</summary>
    private double? Reached(ComparedRun run, IReadOnlyList<(double, double)> curve) =>
        LearningCurve.Reaches(curve, Threshold) is { } at && at <= run.Budget ? at : null;
}
