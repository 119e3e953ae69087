using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using static ThreeSpo.Tests.Cli.SmallStudies;

namespace ThreeSpo.Tests.Cli;

/// <summary>3spo compare, as a user types it: studies of seconds in the corridor.</summary>
public sealed partial class CompareCommandTests : IDisposable
{
    private readonly SmallStudies _studies = new();

    public void Dispose() => _studies.Dispose();

    [Fact]
    public async Task A_study_runs_every_variant_with_every_seed_and_reports_them()
    {
        string study = await _studies.StudyAsync("mini", Recipe);

        string page = Text(study, "study.md");
        foreach (string part in new[] { "| grpo |", "| steps |", "Against grpo", "too few seeds to say", "- grpo: seed 1:", "main-actions.svg", "main-scores.svg", "3f4190653beb" })
            Assert.Contains(part, page, StringComparison.Ordinal);

        // Curves that were drawn are whole pictures without scripts, and the page holds them.
        string html = Text(study, "study.html");
        foreach (string svg in Directory.EnumerateFiles(study, "*.svg"))
        {
            Assert.DoesNotContain("script", File.ReadAllText(svg), StringComparison.OrdinalIgnoreCase);
            Assert.Contains(XDocument.Load(svg).Descendants(), one => one.Name.LocalName == "polyline");
            Assert.Contains(File.ReadAllText(svg), html, StringComparison.Ordinal);
        }

        Assert.Contains("Mini &lt;b&gt;", html, StringComparison.Ordinal);
        JsonElement[] lines = [.. File.ReadLines(Path.Combine(study, "results.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.True(line.GetProperty("curve").GetArrayLength() >= 3 && line.GetProperty("state").GetString() == "ended"));

        Program3spo.Outcome show = await Program3spo.RunAsync(null, "runs", "show", Path.Combine(study, "runs/main/grpo-1"));
        Assert.Equal(0, show.Code);
    }

    [Fact]
    public async Task A_study_that_has_ended_runs_nothing_again_and_reports_the_same()
    {
        string study = await _studies.StudyAsync("twice", Recipe);
        Dictionary<string, string> before = Files(study);
        Program3spo.Outcome again = await _studies.CompareAsync("twice");
        Program3spo.Outcome report = await Program3spo.RunAsync(null, "compare", study, "--report-only", "--json");

        Assert.Equal((0, 0), (again.Code, report.Code));
        Assert.DoesNotContain("under way", again.Output, StringComparison.Ordinal);
        Assert.Equal(before, Files(study));
        using JsonDocument result = JsonDocument.Parse(report.Output);
        Assert.Equal(2, result.RootElement.GetProperty("parts")[0].GetProperty("variants").GetArrayLength());

        // The raw results alone are enough for the report.
        Directory.Delete(Path.Combine(study, "runs"), recursive: true);
        Assert.Equal(0, (await Program3spo.RunAsync(null, "compare", study, "--report-only")).Code);
        Assert.Equal(before, Files(study));
    }

    [Fact]
    public async Task A_study_that_was_interrupted_goes_on_and_reports_what_one_never_interrupted_does()
    {
        // Long enough that the signal comes before the last run has ended, on a busy machine too.
        string whole = await _studies.StudyAsync("whole", Recipe, "parallel=1", "actions=6000");
        File.WriteAllText(_studies.Place("left.json"), Recipe);
        Program3spo.Outcome left = await Program3spo.InterruptedAsync("runs/main/grpo-1: ended", "compare", _studies.Place("left.json"), $"out={_studies.Place("left")}", "parallel=1", "actions=6000");
        Assert.Equal(130, left.Code);
        Assert.Contains("of 4 runs have ended", left.Output, StringComparison.Ordinal);
        Assert.Contains("waiting", Text(_studies.Place("left"), "study.md"), StringComparison.Ordinal);

        Assert.Equal(0, (await _studies.CompareAsync("left", "parallel=1", "actions=6000")).Code);
        Assert.Equal(Timeless(whole, "whole"), Timeless(_studies.Place("left"), "left"));
    }

    [Fact]
    public async Task As_many_runs_at_once_as_one_likes_come_out_the_same() =>
        Assert.Equal(
            Timeless(await _studies.StudyAsync("one", Recipe, "parallel=1"), "one").Replace("parallel=1", "parallel=3", StringComparison.Ordinal),
            Timeless(await _studies.StudyAsync("three", Recipe, "parallel=3"), "three"));

    [Fact]
    public async Task A_run_that_stalls_and_one_that_fails_are_rows()
    {
        // Three steps lead nowhere: one method gives every start up, the others go on all the same.
        string recipe = Recipe.Replace("\"trees\": 2", "\"trees\": 2, \"maxSteps\": 3", StringComparison.Ordinal).Replace(
            "\"variants\": [", "\"variants\": [{ \"name\": \"stall\", \"settings\": { \"preset\": \"paper\", \"maxFailures\": 1, \"minSuccessRate\": 0.99, \"patience\": 3 } }, ", StringComparison.Ordinal);
        string study = await _studies.StudyAsync("rows", recipe);
        Assert.Matches("- stall: seed 1: .*stopped: No action was sampled", Text(study, "study.md"));

        // One that was begun and whose records are damaged since.
        string whole = Timeless(study, "rows");
        string broken = Path.Combine(study, "runs/main/grpo-2");
        File.Delete(Path.Combine(broken, "result.json"));
        File.WriteAllText(Path.Combine(broken, "run.db"), "not a database, but long enough to be taken for one that is damaged");
        Program3spo.Outcome outcome = await _studies.CompareAsync("rows");

        Assert.Equal(1, outcome.Code);
        Assert.Contains("runs/main/grpo-2: failed: ", outcome.Output, StringComparison.Ordinal);
        Assert.Matches("- grpo: seed 1: [0-9. /]+, seed 2: \\(failed: ", Text(study, "study.md"));
        Assert.Contains("- steps: seed 1: ", Text(study, "study.md"), StringComparison.Ordinal);

        Directory.Delete(broken, recursive: true);
        Assert.Equal(0, (await _studies.CompareAsync("rows")).Code);
        Assert.Equal(whole, Timeless(study, "rows"));
    }

    [Fact]
    public async Task A_setting_is_chosen_by_runs_of_its_own()
    {
        string recipe = Recipe.Replace("\"seeds\": 2", "\"seeds\": 1, \"tune\": { \"setting\": \"learningRate\", \"values\": [0.000001, 0.1], \"seeds\": [101] }", StringComparison.Ordinal);
        string study = await _studies.StudyAsync("tuned", recipe);

        Assert.Contains("How learningRate was chosen", Text(study, "study.md"), StringComparison.Ordinal);
        using JsonDocument settings = JsonDocument.Parse(Text(study, "runs/main/grpo-1/settings.json"));
        Match column = Chosen().Match(Text(study, "study.md"));
        string chosen = column.Groups[1].Value + column.Groups[2].Value;
        Assert.Equal(double.Parse(chosen, CultureInfo.InvariantCulture), double.Parse(settings.RootElement.GetProperty("learningRate").GetString()!, CultureInfo.InvariantCulture));
        Assert.True(Directory.Exists(Path.Combine(study, "tuning/main/steps-0.000001-101")));
        Assert.Contains("learningRate is added as it was chosen above", Text(study, "study.md"), StringComparison.Ordinal);

        // What was chosen still holds where the runs that it was chosen by are gone; compare runs them again, and says so before.
        Directory.Delete(Path.Combine(study, "tuning"), recursive: true);
        Program3spo.Outcome dry = await _studies.CompareAsync("tuned", "--dry-run");
        Assert.True(dry.Code == 0, dry.Errors);
        Assert.Contains("6 runs, 4 of them to do", dry.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_lists_the_runs_and_makes_none()
    {
        File.WriteAllText(_studies.Place("dry.json"), Recipe);
        Program3spo.Outcome outcome = await _studies.CompareAsync("dry", "seeds=7,9", "--dry-run");

        Assert.Equal(0, outcome.Code);
        Assert.Contains("runs/main/steps-9: waiting, 900 sampled actions", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("4 runs, 4 of them to do: 3,600 sampled actions", outcome.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_studies.Place("dry")));
        Assert.Contains("Give one of the two", (await _studies.CompareAsync("dry", "--dry-run", "--report-only")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_larger_budget_lets_a_study_go_on()
    {
        string study = await _studies.StudyAsync("longer", Recipe);
        Program3spo.Outcome outcome = await _studies.CompareAsync("longer", "actions=1500");

        Assert.Equal(0, outcome.Code);
        Assert.Contains("1,500 sampled actions a run", Text(study, "study.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_comes_to_the_other_limit_first_is_marked()
    {
        string study = await _studies.StudyAsync("short", Recipe.Replace("\"trees\": 2", "\"trees\": 2, \"tokens\": 1e9", StringComparison.Ordinal).Replace("\"seeds\": 2", "\"seeds\": 1, \"budget\": \"tokens\"", StringComparison.Ordinal));

        Assert.Matches(@"- grpo: seed 1: [0-9. /]+ \(stopped: its 900 sampled actions \(actions=\) were used after [0-9]+ of 1000000000 tokens\)", Text(study, "study.md"));
        Assert.Contains("2 runs, 0 of them to do", (await _studies.CompareAsync("short", "--dry-run")).Output, StringComparison.Ordinal);
    }

    /// <summary>Everything that a study wrote, without what a clock has a say in, and without its name.</summary>
    private static string Timeless(string study, string name) => string.Join('\n', Files(study)
        .Where(file => !file.Key.EndsWith("time.svg", StringComparison.Ordinal) && file.Key is not ("study.html" or "study.json")).OrderBy(file => file.Key, StringComparer.Ordinal)
        .Select(file => $"{file.Key}\n{WallTime().Replace(file.Value, "")}")).Replace($"/{name}", "/study", StringComparison.Ordinal);

    [GeneratedRegex("### Wall time\n.*?(?=\n## )|\"seconds\":[0-9.E-]+,|\"clock\":\\[[^]]*\\],", RegexOptions.Singleline)]
    private static partial Regex WallTime();

    /// <summary>What was chosen for GRPO: in its row, or below the table where it is the same for all.</summary>
    [GeneratedRegex(@"\| grpo \| [0-9.]+ ± – \| [0-9.]+ ± – \| ([0-9.]+) \||chosen: ([0-9.]*[0-9])")]
    private static partial Regex Chosen();
}
