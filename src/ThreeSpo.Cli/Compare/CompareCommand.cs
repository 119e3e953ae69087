using System.CommandLine;
using System.Text.Json;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Runs;
using ThreeSpo.Runs.Comparing;
using ThreeSpo.Training;
using ThreeSpo.Worlds;

namespace ThreeSpo.Cli.Compare;

/// <summary>3spo compare: methods times seeds at the same budget, from the same start, on the same panel, and a report of it.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        Argument<string> recipe = new("recipe") { Description = "a recipe (.json), or the folder of a study that was begun" };
        Argument<string[]> words = new("settings")
        {
            Description = "seeds=1,2,3 or how many, actions=N, out=FOLDER (default: studies/RECIPE), parallel=N; everything else stands in the recipe",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> dryRun = new("--dry-run") { Description = "list the runs and what they would cost; run nothing" };
        Option<bool> reportOnly = new("--report-only") { Description = "write the report of what is there; run nothing" };
        Option<bool> force = new("--force") { Description = "go on though the recipe, the program, a panel or a start is another; the report says so" };
        Option<bool> json = new("--json") { Description = "print the results as one JSON object; progress goes to standard error" };
        var command = new Command("compare", """
            Compares methods: every variant of a recipe with every seed, at equal sampled actions (or
            tokens), from the same start, on the same panel. Runs that have ended are not run again,
            interrupted ones go on: repeat the command. Every run is an ordinary run folder.

            A recipe:
              {
                "title": "The default beside GRPO",
                "settings": { "actions": 100000, "evalEvery": 5000 },
                "variants": [
                  { "name": "scout", "settings": { "preset": "scout" } },
                  { "name": "grpo", "settings": { "preset": "grpo" } },
                ],
                "seeds": 5, "baseline": "grpo", "threshold": 0.6,
              }

            Examples:
              3spo compare recipes/compare/quick.json
              3spo compare recipes/compare/quick.json seeds=5 out=studies/five --dry-run
              3spo compare studies/quick                      goes on with a study
              3spo compare studies/quick --report-only        writes its report again
            """)
        {
            recipe, words, dryRun, reportOnly, force, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(dryRun) && parsed.GetValue(reportOnly))
                throw new UserMistakeException("--dry-run writes nothing and --report-only writes the report. Give one of the two.");

            var study = Study.Open(parsed.GetValue(recipe)!, parsed.GetValue(words) ?? []);
            bool asJson = parsed.GetValue(json);
            return parsed.GetValue(reportOnly) ? Task.FromResult(Report(study, asJson))
                : parsed.GetValue(dryRun) ? Task.FromResult(DryRun(study))
                : RunAsync(study, parsed.GetValue(force), asJson, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(Study study, bool force, bool json, CancellationToken cancellation)
    {
        TimeProvider clock = TimeProvider.System;
        IReadOnlyList<PlannedRun> first = Planned(study);
        int parallel = study.ParallelOf(first);
        IReadOnlyDictionary<string, Playground> worlds = Study.Worlds(first);
        using RunLock held = study.Take();
        study.Begin(first, worlds, force);

        // Planned once more: until the lock was taken another process may have begun runs.
        IReadOnlyList<PlannedRun> tuning = study.Tuning();

        IReadOnlyList<ComparedRun> tuned = await RunAsync(study, tuning, worlds, parallel, json, clock, _ => { }, cancellation);
        if (tuned.Any(run => !run.Counts) && (cancellation.IsCancellationRequested || tuned.All(run => !run.Counts)))
            return Paused(study, [.. tuned], json, cancellation);

        IReadOnlyList<PlannedRun> main = study.Main(tuned);
        IReadOnlyList<ComparedRun> runs = await RunAsync(
            study, main, worlds, parallel, json, clock, stand => ReportOf(study, main, stand, tuned).Write(), cancellation);
        StudyReport report = ReportOf(study, main, runs, tuned);
        report.Write();
        if (cancellation.IsCancellationRequested)
            return Paused(study, runs, json, cancellation);

        Print(study, report, runs, json);
        return runs.Any(run => run.State == "failed") ? Door.Failure : Door.Fine;
    }

    /// <summary>All runs. Where those that a setting was chosen by are no longer there, what they chose still holds.</summary>
    private static IReadOnlyList<PlannedRun> Planned(Study study)
    {
        IReadOnlyList<PlannedRun> tuning = study.Tuning();
        return [.. tuning, .. study.Main(Stand(study, tuning, written: true))];
    }

    /// <summary>Runs what is left of some runs.</summary>
    private static async Task<IReadOnlyList<ComparedRun>> RunAsync(
        Study study, IReadOnlyList<PlannedRun> runs, IReadOnlyDictionary<string, Playground> worlds, int parallel, bool json, TimeProvider clock,
        Action<IReadOnlyList<ComparedRun>> report, CancellationToken cancellation)
    {
        BudgetUnit unit = study.Recipe.Budget;
        if (runs.Count == 0)
            return [];

        await using var screen = StudyScreen.Open(json, [.. runs.Zip(Stand(study, runs))], unit, clock);
        var runner = new StudyRunner(study.Folder, unit, screen, clock);
        runner.Remember(study.Facts.Failed);
        await runner.RunAsync(runs, worlds, parallel, () => study.Note(runner.Failed), cancellation);
        IReadOnlyList<ComparedRun> stand = Stand(study, runs);
        report(stand);
        return stand;
    }

    private static int Report(Study study, bool json)
    {
        study.Reopen();
        using RunLock held = study.Take();
        IReadOnlyList<ComparedRun> tuned = Stand(study, study.Tuning(), written: true);
        IReadOnlyList<PlannedRun> main = study.Main(tuned);
        IReadOnlyList<ComparedRun> runs = Stand(study, main, written: true);
        StudyReport report = ReportOf(study, main, runs, tuned);
        report.Write();
        Print(study, report, runs, json);
        return Door.Fine;
    }

    private static int DryRun(Study study)
    {
        ILookup<bool, PlannedRun> runs = Planned(study).ToLookup(run => run.Tried is not null);
        foreach (string line in study.DryRun(Stand(study, [.. runs[true]]), Stand(study, [.. runs[false]])))
            Console.WriteLine(line);

        return Door.Fine;
    }

    /// <summary>How runs stand by their folders.</summary>
    /// <param name="study">The study.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="written">Whether results.jsonl counts where folders are no longer there: enough for a report, but compare runs them again.</param>
    private static IReadOnlyList<ComparedRun> Stand(Study study, IReadOnlyList<PlannedRun> runs, bool written = false)
    {
        IReadOnlyDictionary<string, ComparedRun> lines = written ? StudyResults.Read(study.Folder) : new Dictionary<string, ComparedRun>();
        IReadOnlyDictionary<string, string> failed = StudyFacts.Read(study.Folder)?.Failed ?? new Dictionary<string, string>();
        return [.. runs.Select(run =>
        {
            string folder = Path.Combine(study.Folder, run.Place);
            return !Directory.Exists(folder) && lines.TryGetValue(run.Place, out ComparedRun? line) && line.Counts
                ? line : ComparedRunReader.Read(folder, run.Known(study.Recipe.Budget, failed.GetValueOrDefault(run.Place)), study.Recipe.Budget);
        })];
    }

    private static StudyReport ReportOf(Study study, IReadOnlyList<PlannedRun> main, IReadOnlyList<ComparedRun> runs, IReadOnlyList<ComparedRun> tuned) => new(
        study, runs, tuned, main.DistinctBy(run => run.Part.Name).ToDictionary(run => run.Part.Name, run => Temperatures(run.Source.Method.Training)));

    private static string Temperatures(TrainingSettings training) => FormattableString.Invariant(
        $"sampling at {training.Temperature}, evaluation at {training.EvalTemperature}, about every {training.EvalEvery} sampled actions");

    private static int Paused(Study study, IReadOnlyList<ComparedRun> runs, bool json, CancellationToken cancellation)
    {
        TextWriter to = json ? Console.Error : Console.Out;
        if (!cancellation.IsCancellationRequested)
        {
            to.WriteLine($"No run that a setting is chosen by has come to its end: {runs.First(run => !run.Counts).Reason ?? "see their logs"}");
            return Door.Failure;
        }

        to.WriteLine($"Interrupted: {runs.Count(run => run.Counts)} of {runs.Count} runs have ended, the others are saved where they stood. Go on with: {study.Command}");
        return Door.Interrupted;
    }

    private static void Print(Study study, StudyReport report, IReadOnlyList<ComparedRun> runs, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(StudyJson.Of(study, report, runs), Json.Line));
            return;
        }

        foreach (string line in StudyPage.Lines(study, report))
            Console.WriteLine(line);
    }
}
