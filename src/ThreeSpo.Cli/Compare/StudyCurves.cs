using ThreeSpo.Runs.Comparing;
using ThreeSpo.Training;

namespace ThreeSpo.Cli.Compare;

/// <summary>The curves of a part: mean and deviation over seeds, from the first point to where seeds end on average. Beyond its own points a seed is level.</summary>
internal static class StudyCurves
{
    private const int Places = 60;

    /// <summary>Curves of every variant.</summary>
    /// <param name="variants">The variants.</param>
    /// <param name="colours">The place of each among those of the study.</param>
    /// <param name="curve">One run's curve.</param>
    /// <param name="most">Where a run's curve ends.</param>
    public static IReadOnlyList<SeedCurve> Of(
        IReadOnlyList<VariantSummary> variants, IReadOnlyDictionary<string, int> colours,
        Func<ComparedRun, IReadOnlyList<(double, double)>> curve, Func<ComparedRun, double> most) =>
        [.. variants.Select(variant => new SeedCurve(variant.Variant, colours[variant.Variant], Points([.. variant.Counted.Select(run => (curve(run), most(run)))])))];

    private static IReadOnlyList<(double, double, double)> Points((IReadOnlyList<(double, double)> Curve, double Most)[] runs)
    {
        runs = [.. runs.Where(run => run.Curve.Count > 0)];
        if (runs.Length == 0)
            return [];

        double end = runs.Average(run => run.Most);
        double begin = runs.Min(run => run.Curve[0].Item1);
        return end <= begin ? [] : [.. Enumerable.Range(0, Places + 1).Select(i => begin + ((end - begin) * i / Places)).Select(x =>
        {
            var spread = Spread.Of(runs.Select(run => LearningCurve.At(run.Curve, Math.Min(x, run.Most))));
            return (x, spread.Mean, spread.Deviation);
        })];
    }
}
