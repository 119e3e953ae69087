using System.Globalization;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Outside;
using ThreeSpo.Runs.Comparing;

namespace ThreeSpo.Cli.Compare;

/// <summary>What the report says of one part: tables, every seed, comparisons, curves.</summary>
/// <param name="part">The part.</param>
/// <param name="variants">Its variants, in the order of the recipe.</param>
/// <param name="recipe">The recipe.</param>
internal sealed class PartReport(RecipePart part, IReadOnlyList<VariantSummary> variants, Recipe recipe)
{
    private readonly string _unit = recipe.Budget is BudgetUnit.Tokens ? "tokens" : "actions";
    private readonly string _goal = (100 * recipe.Threshold).ToString("0.#", CultureInfo.InvariantCulture) + " %";
    private readonly VariantSummary[] _sorted = [.. variants.OrderByDescending(one => one.Counted.Count > 0 ? one.Area.Mean : -1).ThenBy(one => one.Variant, StringComparer.Ordinal)];

    private bool IsScored => variants.Any(one => one.Runs.Any(run => run.ScoreSaysMore));

    private bool Speaks => variants.Any(one => one.Runs.Any(run => run.Tokens > 0));

    /// <summary>The comparisons with each baseline.</summary>
    public IReadOnlyList<IReadOnlyList<VariantComparison>> Comparisons { get; } =
        [.. variants.Where(one => recipe.Baselines.Contains(one.Variant)).Select(baseline => VariantComparison.Against(baseline, variants))];

    public void Write(ReportPage page, PartFacts? facts, IReadOnlyDictionary<string, int> colours)
    {
        page.Heading(2, part.Label.Length > 0 ? part.Label : "Results");
        ComparedRun? any = variants.SelectMany(one => one.Counted).FirstOrDefault();
        if (any is not null)
            page.Text(About(any, facts));

        Results(page);
        Exploration(page);
        foreach (IReadOnlyList<VariantComparison> comparisons in Comparisons.Where(one => one.Count > 0))
            Against(page, comparisons);

        Seeds(page);
        Curves(page, colours);
        Time(page, colours);
    }

    private string About(ComparedRun any, PartFacts? facts)
    {
        ComparedRun[] counted = [.. variants.SelectMany(one => one.Counted)];
        string[] panels = [.. counted.Select(run => run.PanelHash).Distinct()];
        string start = $"start {Figures.Percent(Start(counted, 2))} %{(IsScored ? $", task score {Figures.Percent(Start(counted, 3))} %" : "")}";
        return $"{Shown.Number((long)any.Budget)} {(recipe.Budget is BudgetUnit.Tokens ? "tokens processed" : "sampled actions")} a run. Panel {any.Panel}, hash {string.Join(" and ", panels)}"
            + $"{(panels.Length > 1 ? " (not the same: rows do not compare)" : "")}; trained on tasks with the hash {any.TrainHash}; policy {any.Policy}{(facts is null ? "" : $", start hash {facts.Start}")}; {start}. "
            + "A sampled action is one step of the environment; evaluations, one episode a task, come besides.";
    }

    /// <summary>Where runs begin: all variants of a seed at the same place, so that each seed counts once.</summary>
    private static Spread Start(ComparedRun[] runs, int figure) =>
        Spread.Of(runs.GroupBy(run => run.Seed).OrderBy(seed => seed.Key).Select(seed => seed.Average(run => run.Curve[0][figure])));

    private void Results(ReportPage page)
    {
        page.Table(
            ["variant", "success %", .. Where(IsScored, "task score %"), "area %", $"{_unit} to {_goal}", "median", "runs", "stopped"],
            [.. _sorted.Select(one => (string[])
            [
                one.Variant, Figures.Percent(one.Success), .. Where(IsScored, Figures.Percent(one.Score)), Figures.Percent(one.Area),
                Figures.To(one.To, Horizon, Figures.Short), Figures.Median(one.To, Figures.Short),
                string.Create(CultureInfo.InvariantCulture, $"{one.Counted.Count}/{one.Runs.Count}"), one.Stopped.ToString(CultureInfo.InvariantCulture),
            ])]);
        string[] labelled = [.. recipe.Variants.Where(one => one.Label.Length > 0 && variants.Any(its => its.Variant == one.Name)).Select(one => $"{one.Name}: {one.Label}")];
        if (labelled.Length > 0)
            page.List(labelled);
    }

    private void Exploration(ReportPage page) => page.Table(
        ["variant", "distinct texts", "per 1,000 actions", "wide states %", "actions a state", "given up", .. Where(Speaks, "tokens", $"to {_goal}, median")],
        [.. _sorted.Select(one => (string[])
        [
            one.Variant, Figures.Short(one.Mean(run => run.Texts)), Figures.Real(one.TextsPerThousand), Figures.Percent(one.WideShare), Figures.Real(one.Width),
            Figures.Short(one.Mean(run => run.GivenUp)),
            .. Where(Speaks, Figures.Short(one.Mean(run => run.Tokens)), Figures.Median(one.TokensTo, Figures.Short)),
        ])]);

    private double Horizon => variants.SelectMany(one => one.Counted).Select(run => run.Budget).DefaultIfEmpty(0).Max();

    private void Against(ReportPage page, IReadOnlyList<VariantComparison> comparisons)
    {
        page.Heading(3, $"Against {comparisons[0].Baseline.Variant}");
        page.Table(
            ["variant", "success, points", "p", "verdict", .. Where(IsScored, "score, points", "p of score"), $"sooner at {_goal}", "distinct texts", "seeds"],
            [.. comparisons.OrderByDescending(one => one.Success.Mean).Select(one => (string[])
            [
                one.Variant.Variant, Figures.Points(one.Success), Figures.Probability(one.AdjustedP), one.Verdict,
                .. Where(IsScored, Figures.Points(one.Score), Figures.Probability(one.AdjustedScoreP)),
                Figures.Sooner(one), Figures.Times(one.TextsRatio), $"{one.Seeds.ToString(CultureInfo.InvariantCulture)}{(one.Paired ? "" : " unpaired")}",
            ])]);
    }

    private void Seeds(ReportPage page)
    {
        page.Heading(3, $"Every seed: success % / area %{(IsScored ? " / task score %" : "")}");
        page.List(variants.Select(one => $"{one.Variant}: {string.Join(", ", one.Runs.OrderBy(run => run.Seed).Select(run => Seed(one, run)))}"));
    }

    private string Seed(VariantSummary variant, ComparedRun run)
    {
        string state = run.State == "ended" ? "" : $" ({run.State}{(run.Reason is { } why ? $": {Printable.Line(why, 200)}" : "")})";
        string figures = run.Counts
            ? $" {Figures.Percent(variant.SuccessOf(run))} / {Figures.Percent(variant.AreaOf(run))}{(IsScored ? $" / {Figures.Percent(ThreeSpo.Training.LearningCurve.At(run.ScoreBy(recipe.Budget), run.Budget))}" : "")}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"seed {run.Seed}:{figures}{state}");
    }

    private void Curves(ReportPage page, IReadOnlyDictionary<string, int> colours)
    {
        bool counted = variants.Any(one => one.Counted.Count > 0);
        if (!counted)
            return;

        page.Heading(3, "Curves: mean over seeds, and one standard deviation around it");
        Picture(page, "actions", "Success on unseen tasks against sampled actions", "sampled actions", "success, %",
            StudyCurves.Of(variants, colours, run => run.ByActions, run => recipe.Budget is BudgetUnit.Actions ? run.Budget : run.Actions));
        if (Speaks)
        {
            Picture(page, "tokens", "Success on unseen tasks against tokens processed", "tokens", "success, %",
                StudyCurves.Of(variants, colours, run => run.ByTokens, run => recipe.Budget is BudgetUnit.Tokens ? run.Budget : run.Tokens));
        }

        if (variants.Any(one => one.Counted.Any(run => run.Scores.Count > 0)))
        {
            Picture(page, "scores", "Mean state score S(s) against sampled actions, by each run's own history and settings", "sampled actions", "S(s)",
                StudyCurves.Of(variants, colours, run => [.. run.Scores.Select(point => (point[0], point[1]))], run => run.Actions));
        }
    }

    private void Time(ReportPage page, IReadOnlyDictionary<string, int> colours)
    {
        if (!variants.Any(one => one.Counted.Count > 0))
            return;

        page.Heading(3, "Wall time");
        page.Text("Up to the budget, on straight lines between evaluations, which are included; as many runs at once as were allowed: an order of magnitude.");
        page.Table(
            ["variant", "to the budget", $"to {_goal}, median"],
            [.. _sorted.Select(one => new[] { one.Variant, Shown.Time(one.Mean(run => run.Seconds)), Figures.Median(one.SecondsTo, Shown.Time) })]);
        Picture(page, "time", "Success on unseen tasks against wall time", "seconds", "success, %",
            StudyCurves.Of(variants, colours, run => run.BySeconds, run => run.Seconds));
    }

    private void Picture(ReportPage page, string kind, string about, string across, string upward, IReadOnlyList<SeedCurve> curves) => page.Picture(
        $"{part.Name}-{kind}.svg", about, CurvesSvg.Of(part.Label.Length > 0 ? $"{about}: {part.Label}" : about, across, upward, curves));

    private static string[] Where(bool shown, params string[] cells) => shown ? cells : [];
}
