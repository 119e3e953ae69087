using System.Text.RegularExpressions;
using ThreeSpo.Runs;
using static ThreeSpo.Tests.Cli.SmallStudies;

namespace ThreeSpo.Tests.Cli;

/// <summary>What 3spo compare does not do: compare what is unequal, or take over what is another's.</summary>
public sealed partial class CompareRefusalTests : IDisposable
{
    private readonly SmallStudies _studies = new();

    public void Dispose() => _studies.Dispose();

    [Fact]
    public async Task What_does_not_compare_is_refused_before_anything_runs()
    {
        File.WriteAllText(_studies.Place("bad.json"), Recipe.Replace("\"preset\": \"steps\"", "\"preset\": \"steps\", \"actions\": 500", StringComparison.Ordinal));
        Program3spo.Outcome unequal = await _studies.CompareAsync("bad");
        Assert.Equal(2, unequal.Code);
        Assert.Contains("part main: actions is '900' in the variant grpo, but '500' in steps", unequal.Errors, StringComparison.Ordinal);

        File.WriteAllText(_studies.Place("bad.json"), Recipe.Replace("\"preset\": \"steps\"", "\"presett\": \"steps\"", StringComparison.Ordinal));
        Program3spo.Outcome unknown = await _studies.CompareAsync("bad");
        Assert.Contains("part main, variant steps: there is no setting 'presett'. Did you mean 'preset'?", unknown.Errors, StringComparison.Ordinal);

        foreach ((string key, string value, string what) in new[]
        {
            ("\"trees\": 2", "\"trees\": 2, \"tokens\": 5000", "tokens is 5000, but the budget is in sampled actions"),
            ("\"seeds\": 2", "\"seeds\": 2, \"budget\": \"tokens\"", "a budget of tokens needs tokens above 0"),
            ("\"seeds\": 2", "\"seeds\": 2, \"budget\": \"tokens\", \"parts\": [{ \"name\": \"main\", \"settings\": { \"tokens\": 5000, \"promptPrice\": 0, \"answerPrice\": 0 } }]", "promptPrice and answerPrice are 0"),
            ("\"preset\": \"steps\"", "\"preset\": \"steps\", \"promptPrice\": 7", "part main: promptPrice is '300' in the variant grpo, but '7' in steps"),
            ("\"seeds\": 2", "\"seeds\": 2, \"tune\": { \"setting\": \"MaxSteps\", \"values\": [3, 4], \"seeds\": [101] }", "tune: 'MaxSteps' must be the same in all runs of a part"),
        })
        {
            File.WriteAllText(_studies.Place("bad.json"), Recipe.Replace(key, value, StringComparison.Ordinal));
            Program3spo.Outcome refused = await _studies.CompareAsync("bad");
            Assert.Equal(2, refused.Code);
            Assert.Contains(what, refused.Errors, StringComparison.Ordinal);
        }

        Program3spo.Outcome word = await _studies.CompareAsync("bad", "sedes=3");
        Assert.Contains("Did you mean 'seeds'?", word.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_studies.Place("bad")));
    }

    [Fact]
    public async Task A_study_goes_on_with_the_settings_and_the_program_that_it_was_begun_with()
    {
        string study = await _studies.StudyAsync("same", Recipe);
        File.WriteAllText(_studies.Place("same.json"), Recipe.Replace("\"trees\": 2", "\"trees\": 3", StringComparison.Ordinal));
        Program3spo.Outcome changed = await _studies.CompareAsync("same");
        Assert.Equal(2, changed.Code);
        Assert.Contains("trees is '3', but the run in", changed.Errors, StringComparison.Ordinal);
        Assert.Contains("Remove that folder to run it anew", changed.Errors, StringComparison.Ordinal);

        File.WriteAllText(_studies.Place("same.json"), Recipe);
        string facts = Path.Combine(study, "study.json");
        File.WriteAllText(facts, Binary().Replace(File.ReadAllText(facts), "\"binary\": \"0123456789ab\""));
        Program3spo.Outcome other = await _studies.CompareAsync("same");
        Assert.Equal(2, other.Code);
        Assert.Contains("with the binary 0123456789ab", other.Errors, StringComparison.Ordinal);

        Assert.Equal(0, (await _studies.CompareAsync("same", "--force")).Code);
        Assert.Contains("Gone on with by --force", Text(study, "study.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_another_compare_is_at_work_a_second_one_is_refused()
    {
        File.WriteAllText(_studies.Place("held.json"), Recipe);
        Directory.CreateDirectory(_studies.Place("held"));
        using var held = RunLock.Take(_studies.Place("held"));

        Program3spo.Outcome second = await _studies.CompareAsync("held");

        Assert.Equal(2, second.Code);
        Assert.Equal($"3spo: Another compare is at work in '{_studies.Place("held")}'. Wait for it to end, or choose another out=FOLDER.", second.Errors.TrimEnd());
        Assert.False(File.Exists(_studies.Place("held/study.json")));
    }

    [Fact]
    public async Task A_study_grows_but_is_not_taken_over_by_another_recipe()
    {
        string untitled = Recipe.Replace("\"title\": \"Mini <b>\", ", "", StringComparison.Ordinal);
        string study = await _studies.StudyAsync("grow", untitled, "seeds=1");
        string more = untitled.Replace("\"variants\": [", "\"variants\": [{ \"name\": \"more\", \"settings\": { \"preset\": \"GRPO\", \"trees\": 3 } }, ", StringComparison.Ordinal);
        await _studies.StudyAsync("grow", more, "seeds=1");
        Assert.Contains("- more: preset=grpo trees=3", Text(study, "study.md"), StringComparison.Ordinal);

        // It keeps the name of its recipe when it is gone on with by its folder.
        Assert.Equal(0, (await Program3spo.RunAsync(null, "compare", study, "--report-only")).Code);
        Assert.StartsWith("# grow\n", Text(study, "study.md"), StringComparison.Ordinal);

        File.WriteAllText(_studies.Place("grow.json"), untitled);
        Program3spo.Outcome fewer = await _studies.CompareAsync("grow", "seeds=1");
        Assert.Equal(2, fewer.Code);
        Assert.Contains("has the variant more in the part main; this recipe does not", fewer.Errors, StringComparison.Ordinal);
        Assert.Contains("\"more\"", Text(study, "recipe.json"), StringComparison.Ordinal);

        File.WriteAllText(_studies.Place("grow.json"), Recipe);
        Program3spo.Outcome inside = await Program3spo.RunAsync(null, "compare", _studies.Place("grow.json"), $"out={Path.Combine(study, "runs/main/grpo-1")}");
        Assert.Equal(2, inside.Code);
        Assert.Contains("is a run's folder", inside.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "'out' is empty, but must be a folder")]
    [InlineData("/proc/study", "The study's folder '/proc/study' cannot be written")]
    public async Task A_place_that_will_not_do_is_told(string place, string what)
    {
        File.WriteAllText(_studies.Place("place.json"), Recipe);

        Program3spo.Outcome outcome = await Program3spo.RunAsync(null, "compare", _studies.Place("place.json"), $"out={place}");

        Assert.Equal(2, outcome.Code);
        Assert.Contains(what, outcome.Errors, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }

    [GeneratedRegex("\"binary\": \"[0-9a-f]+\"")]
    private static partial Regex Binary();
}
