using ThreeSpo.Runs.Comparing;

namespace ThreeSpo.Cli.Compare;

/// <summary>A study's results as plain data, for --json.</summary>
internal static class StudyJson
{
    public static object Of(Study study, StudyReport report, IReadOnlyList<ComparedRun> runs) => new
    {
        title = study.Recipe.Title,
        folder = study.Folder,
        budget = study.Recipe.Budget is BudgetUnit.Tokens ? "tokens" : "actions",
        threshold = study.Recipe.Threshold,
        program = study.Facts.Program,
        binary = study.Facts.Binary,
        notes = study.Facts.Notes,
        parts = report.Parts.Select(one => new
        {
            name = one.Part.Name,
            facts = study.Facts.Parts.GetValueOrDefault(one.Part.Name),
            variants = one.Variants.Select(Of),
            against = one.Report.Comparisons.SelectMany(all => all).Select(Of),
        }),
        runs,
    };

    private static object Of(VariantSummary one) => new
    {
        name = one.Variant,
        runs = one.Runs.Count,
        counted = one.Counted.Count,
        stopped = one.Stopped,
        success = Of(one.Success),
        taskScore = Of(one.Score),
        area = Of(one.Area),
        reached = one.To.Count(time => time.Reached),
        to = one.To.Count == 0 ? null : (double?)TimeToReach.RestrictedMean(one.To, one.Counted.Max(run => run.Budget)),
        medianActionsTo = TimeToReach.Median(one.ActionsTo),
        medianTokensTo = TimeToReach.Median(one.TokensTo),
        medianSecondsTo = TimeToReach.Median(one.SecondsTo),
        texts = Finite(one.Mean(run => run.Texts)),
        textsPerThousand = Finite(one.TextsPerThousand),
        wideShare = Finite(one.WideShare),
        width = Finite(one.Width),
        givenUp = Finite(one.Mean(run => run.GivenUp)),
        tokens = Finite(one.Mean(run => run.Tokens)),
        seconds = Finite(one.Mean(run => run.Seconds)),
    };

    private static object Of(VariantComparison one) => new
    {
        variant = one.Variant.Variant,
        baseline = one.Baseline.Variant,
        seeds = one.Seeds,
        paired = one.Paired,
        success = one.Success,
        adjustedP = one.AdjustedP,
        taskScore = one.Score,
        adjustedScoreP = one.AdjustedScoreP,
        sooner = Finite(one.Sooner),
        texts = Finite(one.TextsRatio),
        verdict = one.Verdict,
    };

    private static object? Of(Spread spread) => spread.Count == 0 ? null : new { mean = spread.Mean, deviation = spread.Deviation };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
