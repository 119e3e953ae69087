using System.Globalization;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Outside;
using ThreeSpo.Runs.Comparing;

namespace ThreeSpo.Cli.Compare;

/// <summary>The end of a study on a screen: a table a part, the claims, and where the report lies.</summary>
internal static class StudyPage
{
    public static IEnumerable<string> Lines(Study study, StudyReport report)
    {
        foreach ((RecipePart part, IReadOnlyList<VariantSummary> variants, PartReport comparisons) in report.Parts)
        {
            yield return $"{Printable.Line(study.Recipe.Title, 60)}{(part.Label.Length > 0 ? $", {Printable.Line(part.Label, 60)}" : "")}";
            string goal = (100 * study.Recipe.Threshold).ToString("0.#", CultureInfo.InvariantCulture);
            string[][] rows = [["variant", "success %", "area %", $"to {goal} %", "texts", "runs"], .. variants.OrderByDescending(one => one.Counted.Count > 0 ? one.Area.Mean : -1).Select(Row)];
            foreach (string line in Columns.Lines("lrrrrr", rows))
                yield return line;

            foreach (VariantComparison one in comparisons.Comparisons.SelectMany(all => all))
            {
                yield return $"{one.Variant.Variant} against {one.Baseline.Variant}: {Figures.Points(one.Success)} points of success, p {Figures.Probability(one.AdjustedP)} ({one.Verdict}); "
                    + $"{(Figures.Sooner(one) is var sooner and not Figures.Neither ? $"{sooner} as soon at {goal} %" : $"{Figures.Neither} gets to {goal} %")}; {Figures.Times(one.TextsRatio)} as many distinct texts";
            }

            foreach (ComparedRun run in variants.SelectMany(one => one.Runs).Where(run => run.State != "ended"))
                yield return $"{run.Folder}: {run.State}{(run.Reason is { } why ? $": {Printable.Line(why, 300)}" : "")}";

            yield return "";
        }

        yield return $"Report: {Path.Combine(study.Folder, StudyReport.MarkdownFile)}, {StudyReport.HtmlFile}; raw results: {StudyResults.FileName}";
    }

    private static string[] Row(VariantSummary one) =>
    [
        one.Variant, Figures.Percent(one.Success), Figures.Percent(one.Area), Figures.To(one.To, one.Counted.Select(run => run.Budget).DefaultIfEmpty(0).Max(), Figures.Short),
        Figures.Short(one.Mean(run => run.Texts)), string.Create(CultureInfo.InvariantCulture, $"{one.Counted.Count}/{one.Runs.Count}"),
    ];
}
