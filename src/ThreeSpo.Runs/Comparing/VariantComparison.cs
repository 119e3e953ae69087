namespace ThreeSpo.Runs.Comparing;

/// <summary>A variant against a baseline of the same part.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Baseline">The baseline.</param>
/// <param name="Seeds">Seeds that the comparison rests on: those of both, or of the one that has fewer.</param>
/// <param name="Paired">Whether both have the same seeds on the same panel, so that task is compared with task.</param>
/// <param name="Success">Difference in success at the budget. In [−1, 1].</param>
/// <param name="Score">Difference in mean task score.</param>
public sealed record VariantComparison(VariantSummary Variant, VariantSummary Baseline, int Seeds, bool Paired, Difference Success, Difference Score)
{
    /// <summary>Seeds below which nothing is called significant.</summary>
    public const int FewestSeeds = 5;

    private const double Level = 0.05;

    /// <summary>p of the difference in success, corrected for the number of variants that were compared with this baseline.</summary>
    public double AdjustedP { get; init; } = 1;

    /// <summary>As <see cref="AdjustedP"/>, of the task score.</summary>
    public double AdjustedScoreP { get; init; } = 1;

    /// <summary>How much sooner the variant reaches the threshold: the baseline's restricted mean over its own. Censored runs of the baseline make it too small, of the variant too large.</summary>
    public double Sooner => Restricted(Baseline) / Restricted(Variant);

    /// <summary>How many times as many distinct texts it meets.</summary>
    public double TextsRatio => Variant.Mean(run => run.Texts) / Baseline.Mean(run => run.Texts);

    /// <summary>What may be said of the difference in success.</summary>
    public string Verdict => Said(AdjustedP);

    /// <summary>Compares every other variant of a part with a baseline.</summary>
    public static IReadOnlyList<VariantComparison> Against(VariantSummary baseline, IReadOnlyList<VariantSummary> all)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(all);
        VariantComparison[] found = baseline.Counted.Count == 0
            ? [] : [.. all.Where(one => one != baseline && one.Counted.Count > 0).Select(one => Of(one, baseline))];
        double[] success = Holm.Adjust([.. found.Select(one => one.Success.P)]);
        double[] score = Holm.Adjust([.. found.Select(one => one.Score.P)]);
        return [.. found.Select((one, i) => one with { AdjustedP = success[i], AdjustedScoreP = score[i] })];
    }

    /// <summary>What may be said at a corrected p.</summary>
    public string Said(double p) => Seeds < FewestSeeds ? "too few seeds to say" : p < Level ? "significant" : "not significant";

    private static VariantComparison Of(VariantSummary variant, VariantSummary baseline)
    {
        (ComparedRun One, ComparedRun Other)[] pairs = [.. variant.Counted.Join(baseline.Counted, run => run.Seed, run => run.Seed, (one, other) => (one, other))];
        bool paired = pairs.Length > 0 && pairs.All(pair =>
            pair.One.PanelHash == pair.Other.PanelHash && pair.One.Tasks!.Before.Length == pair.Other.Tasks!.Before.Length);
        ComparedRun[] ones = paired ? [.. pairs.Select(pair => pair.One)] : [.. variant.Counted];
        ComparedRun[] others = paired ? [.. pairs.Select(pair => pair.Other)] : [.. baseline.Counted];
        return new VariantComparison(
            variant, baseline, Math.Min(ones.Length, others.Length), paired,
            Between(ones, others, paired, tasks => tasks.Success), Between(ones, others, paired, tasks => tasks.Score));
    }

    private static Difference Between(ComparedRun[] ones, ComparedRun[] others, bool paired, Func<TasksAtBudget, double[]> of)
    {
        double[][] one = [.. ones.Select(run => of(run.Tasks!))];
        double[][] other = [.. others.Select(run => of(run.Tasks!))];
        return paired ? HierarchicalBootstrap.Paired(one, other) : HierarchicalBootstrap.Unpaired(one, other);
    }

    private static double Restricted(VariantSummary summary) => TimeToReach.RestrictedMean(summary.To, summary.Counted[0].Budget);
}
