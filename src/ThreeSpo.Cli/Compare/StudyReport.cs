using System.Globalization;
using System.Text;
using ThreeSpo.Runs;
using ThreeSpo.Runs.Comparing;
using ThreeSpo.Training;

namespace ThreeSpo.Cli.Compare;

/// <summary>Writes what a study found: study.md, study.html, pictures, results.jsonl. The same results give the same bytes.</summary>
/// <param name="study">The study.</param>
/// <param name="runs">The runs that are reported.</param>
/// <param name="tuning">The runs that a setting was chosen by.</param>
/// <param name="temperatures">Of sampling and of evaluation, by part, in words.</param>
internal sealed class StudyReport(Study study, IReadOnlyList<ComparedRun> runs, IReadOnlyList<ComparedRun> tuning, IReadOnlyDictionary<string, string> temperatures)
{
    public const string MarkdownFile = "study.md";
    public const string HtmlFile = "study.html";

    private Recipe Recipe => study.Recipe;

    /// <summary>What is said of each part, in the recipe's order.</summary>
    public IReadOnlyList<(RecipePart Part, IReadOnlyList<VariantSummary> Variants, PartReport Report)> Parts { get; } =
        [.. study.Recipe.Parts.Select(part =>
        {
            IReadOnlyList<VariantSummary> variants = [.. study.Recipe.Variants.Where(variant => variant.IsIn(part)).Select(variant => new VariantSummary(
                variant.Name, [.. runs.Where(run => run.Part == part.Name && run.Variant == variant.Name).OrderBy(run => run.Seed)], study.Recipe.Budget, study.Recipe.Threshold))];
            return (part, variants, new PartReport(part, variants, study.Recipe));
        })];

    /// <summary>Writes all files.</summary>
    public void Write()
    {
        ReportPage page = Page();
        StudyResults.Write(study.Folder, [.. tuning, .. runs]);
        foreach (PictureBlock picture in page.Blocks.OfType<PictureBlock>())
            File(picture.File, picture.Svg);

        File(MarkdownFile, MarkdownPage.Of(page));
        File(HtmlFile, HtmlPage.Of(page, Recipe.Title));
    }

    private ReportPage Page()
    {
        var page = new ReportPage();
        page.Heading(1, Recipe.Title);
        page.Text(Counted());
        foreach (string note in study.Facts.Notes)
            page.Text(note);

        Dictionary<string, int> colours = Recipe.Variants.Select((variant, i) => (variant.Name, i)).ToDictionary(one => one.Name, one => one.i);
        foreach ((RecipePart part, _, PartReport report) in Parts)
            report.Write(page, study.Facts.Parts.GetValueOrDefault(part.Name), colours);

        Tuning(page);
        Reading(page);
        Again(page);
        return page;
    }

    private string Counted()
    {
        int done = runs.Count(run => run.Counts);
        string[] seeds = [.. runs.Select(run => run.Seed).Distinct().Order().Select(seed => seed.ToString(CultureInfo.InvariantCulture))];
        return string.Create(CultureInfo.InvariantCulture, $"{done} of {runs.Count} runs have come to their end; seeds {string.Join(", ", seeds)}. Mean ± standard deviation over seeds, at exactly the budget.")
            + (runs.Any(run => run.State == "stopped") ? " Some stopped before their budget was used, as their seeds say: they are level from there on." : "")
            + (done < runs.Count ? " Runs that have not are listed with their seeds and not counted." : "");
    }

    private void Tuning(ReportPage page)
    {
        if (Recipe.Tune is not { } tune)
            return;

        page.Heading(2, $"How {tune.Setting} was chosen");
        page.Text($"For each variant and part the value with the largest mean area, by runs with the seeds {string.Join(", ", tune.Seeds)}, which are not reported above. Area %, mean ± standard deviation:");
        Dictionary<(string, string), string> chosen = TuningTable.Chosen(tuning, Recipe).ToDictionary(one => (one.Part, one.Variant), one => one.Value);
        page.Table(
            ["variant", "part", .. tune.Values, "chosen"],
            [.. TuningTable.Rows(tuning, Recipe).Select(row => (string[])
            [
                row.Variant, row.Part, .. row.Areas.Select(one => Figures.Percent(one.Area)), chosen.GetValueOrDefault((row.Part, row.Variant), "not yet"),
            ])]);
        string[] fixedOnes = [.. Recipe.Variants.Where(variant => !tuning.Any(run => run.Variant == variant.Name)).Select(variant => variant.Name)];
        if (fixedOnes.Length > 0)
            page.Text($"Not chosen but set by the recipe: {string.Join(", ", fixedOnes)}.");
    }

    private void Reading(ReportPage page)
    {
        string unit = Recipe.Budget is BudgetUnit.Tokens ? "tokens" : "sampled actions";
        page.Heading(2, "How to read it");
        page.List(
        [
            $"success and area: one episode a task; straight lines between evaluations over {unit}, level after the last; area is the mean height up to the budget.",
            "to a threshold: the restricted mean by Kaplan and Meier and how many runs reached it; those that never do count as censored at the budget. The median, also of tokens and time, is where half of all runs have reached it.",
            "wide states: observation texts of a task at which an iteration sampled two or more actions, in one tree or in several; given up: nodes looked at and not gone on from.",
            $"points: difference at the budget with its 95 % interval; seeds resampled and tasks within each ({HierarchicalBootstrap.Repeats.ToString(CultureInfo.InvariantCulture)} times), task against task where both have the seed; p is two-sided, corrected after Holm over the variants of the table, and no smaller than 2/{(HierarchicalBootstrap.Repeats + 1).ToString(CultureInfo.InvariantCulture)} times Holm's factor, which is at most the number of variants compared. Significant is said from {VariantComparison.FewestSeeds} seeds on.",
            "sooner: restricted mean of the baseline over that of the variant; ≥ where runs of the baseline never reach it, ≤ where runs of the variant never do, ≈ where both.",
            "mean state score: Eq. 1 by each run's own counts and settings; it compares variants whose score settings are the same.",
        ]);
    }

    private void Again(ReportPage page)
    {
        page.Heading(2, "Again");
        page.Command(study.Command);
        page.Text($"Begun by {study.Facts.Program}, binary {study.Facts.Binary}.");
        if (temperatures.Count > 0)
            page.Text($"Temperatures: {string.Join("; ", temperatures.Select(one => temperatures.Count > 1 ? $"{one.Key}: {one.Value}" : one.Value))}.");

        page.List(Recipe.Variants.Select(variant => $"{variant.Name}: {(variant.Settings.Count == 0 ? "as all" : Words(variant.Settings))}"));
        if (Recipe.Tune is { } tune)
            page.Text($"{tune.Setting} is added as it was chosen above, where a variant does not set it itself.");
        if (Recipe.Settings.Count > 0)
            page.Text($"All: {Words(Recipe.Settings)}.");
        foreach (RecipePart part in Recipe.Parts.Where(part => part.Settings.Count > 0))
            page.Text($"{part.Name}: {Words(part.Settings)}.");
    }

    /// <summary>Settings as the command line takes them.</summary>
    private static string Words(IEnumerable<KeyValuePair<string, string>> settings) => string.Join(" ", settings.Select(one =>
        $"{one.Key}={(one.Key.Equals("preset", StringComparison.OrdinalIgnoreCase) ? Presets.Spelled(one.Value) : one.Value)}"));

    private void File(string name, string text) =>
        DurableFiles.Write(Path.Combine(study.Folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
