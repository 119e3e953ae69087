using System.Globalization;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Runs;
using ThreeSpo.Runs.Comparing;
using ThreeSpo.Settings;
using ThreeSpo.Worlds;

namespace ThreeSpo.Cli.Compare;

/// <summary>A study from its recipe to its report.</summary>
internal sealed class Study
{
    /// <summary>The recipe's copy in the study's folder.</summary>
    private const string RecipeFile = "recipe.json";

    private readonly string _recipePath;
    private readonly StudyPlan _plan;
    private readonly string[] _words;
    private StudyFacts _facts = new();

    private Study(string recipePath, string folder, Recipe recipe, CompareOptions options, string[] words)
    {
        (_recipePath, Folder, Recipe, Options, _words) = (recipePath, folder, recipe, options, words);
        _plan = new StudyPlan(recipe, options, folder);
    }

    public string Folder { get; }

    public Recipe Recipe { get; }

    public CompareOptions Options { get; }

    public StudyFacts Facts => _facts;

    private string Copy => Path.Combine(Folder, RecipeFile);

    /// <summary>Where its recipe was read when it was begun.</summary>
    private string Source { get; init; } = "";

    /// <summary>The command that repeats it.</summary>
    public string Command => Invocation.Of($"compare {Source}{string.Concat(_words.Select(word => $" {word}"))}");

    /// <summary>Opens a study by its recipe, or by the folder of one that was begun.</summary>
    /// <param name="place">A recipe, or a study's folder.</param>
    /// <param name="words">key=value words.</param>
    public static Study Open(string place, string[] words)
    {
        bool begun = Directory.Exists(place);
        if (begun && !File.Exists(Path.Combine(place, RecipeFile)))
            throw new UserMistakeException($"'{place}' is a folder, but not a study's: it has no {RecipeFile}. Give a recipe, or the folder of a study that was begun.");

        string path = begun ? Path.Combine(place, RecipeFile) : place;
        StudyFacts? facts = begun ? StudyFacts.Read(place) : null;
        string[] all = [.. facts?.Words ?? [], .. words];
        var options = CompareOptions.Of(all);
        string folder = begun ? place : options.Out ?? Path.Combine("studies", Path.GetFileNameWithoutExtension(path));
        string first = facts?.Recipe is { Length: > 0 } read ? read : path;
        return new Study(path, folder, RecipeReader.Read(path, Path.GetFileNameWithoutExtension(first)), options, all) { Source = first };
    }

    /// <summary>The runs that a setting is chosen by.</summary>
    public IReadOnlyList<PlannedRun> Tuning() => _plan.Tuning();

    /// <summary>The runs that are reported.</summary>
    /// <param name="tuned">The runs that a setting is chosen by, as they stand.</param>
    public IReadOnlyList<PlannedRun> Main(IReadOnlyList<ComparedRun> tuned) =>
        _plan.Main(TuningTable.Chosen(tuned, Recipe).ToDictionary(one => (one.Part, one.Variant), one => one.Value));

    /// <summary>How many runs at once: as asked; else one language model, or as many light policies as there are processors.</summary>
    public int ParallelOf(IReadOnlyList<PlannedRun> runs)
    {
        bool light = !runs.Any(run => PolicySource.IsLanguageModel(run.Source.Run.Policy));
        if (!light && Options.Parallel > 1)
            throw new UserMistakeException($"parallel={Options.Parallel}, but language models are trained one at a time: each uses the whole machine. Leave parallel out.");

        return Options.Parallel ?? (light ? Environment.ProcessorCount : 1);
    }

    /// <summary>Opens the world of each part.</summary>
    public static IReadOnlyDictionary<string, Playground> Worlds(IReadOnlyList<PlannedRun> runs) =>
        runs.DistinctBy(run => run.Part.Name).ToDictionary(run => run.Part.Name, run => Playgrounds.Open(run.Source));

    /// <summary>Keeps the study's folder to this process, so that no other one writes beside it.</summary>
    /// <exception cref="UserMistakeException">Another one has it, it is a run's, or nothing can be written there.</exception>
    public RunLock Take()
    {
        if (RunFolder.IsRun(Folder))
            throw new UserMistakeException($"'{Folder}' is a run's folder: a study would lie among its files. Choose another place with out=FOLDER.");

        try
        {
            Directory.CreateDirectory(Folder);
            return RunLock.Take(Folder);
        }
        catch (RunInUseException)
        {
            throw new UserMistakeException($"Another compare is at work in '{Folder}'. Wait for it to end, or choose another out=FOLDER.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserMistakeException($"The study's folder '{Folder}' cannot be written: {fault.Message} Choose another place with out=FOLDER.");
        }
    }

    /// <summary>Notes what the study is begun with, or refuses to go on with another recipe, program, panel or start.</summary>
    /// <param name="runs">Its runs.</param>
    /// <param name="worlds">The world of each part.</param>
    /// <param name="force">Goes on all the same, with a note in the report.</param>
    public void Begin(IReadOnlyList<PlannedRun> runs, IReadOnlyDictionary<string, Playground> worlds, bool force)
    {
        var now = new StudyFacts
        {
            Recipe = Source,
            Words = _words,
            Program = RunSession.Program,
            Binary = ProgramHash.Value,
            Parts = runs.DistinctBy(run => run.Part.Name).ToDictionary(run => run.Part.Name, run => PartFacts.Of(run.Source, worlds[run.Part.Name])),
        };
        StudyFacts? before = StudyFacts.Read(Folder);
        string[] differences = before is null ? [] : [.. before.Differences(now), .. Changes()];
        if (differences.Length > 0 && !force)
        {
            throw new SettingsException(
            [
                .. differences.Select(difference => $"The study in '{Folder}' {difference}."),
                "Runs of two recipes, programs, panels or starts do not compare. Begin another study with out=FOLDER, or go on all the same with --force: the report will say so.",
            ]);
        }

        _facts = now with
        {
            Notes = [.. before?.Notes ?? [], .. differences.Select(difference => $"Gone on with by --force: the study {difference}.")],
            Failed = before?.Failed ?? new Dictionary<string, string>(),
        };
        Save();
        if (Path.GetFullPath(Copy) != Path.GetFullPath(_recipePath))
            File.Copy(_recipePath, Copy, overwrite: true);
    }

    /// <summary>What this recipe drops or changes of the one that the study was begun with.</summary>
    private string[] Changes()
    {
        try
        {
            return File.Exists(Copy) ? [.. RecipeChanges.Of(RecipeReader.Read(Copy), Recipe)] : [];
        }
        catch (SettingsException fault)
        {
            return [$"has a recipe that is none: {fault.Faults[0].TrimEnd('.')}"];
        }
    }

    /// <summary>Takes the facts as they were written, to write the report once more.</summary>
    public void Reopen() => _facts = StudyFacts.Read(Folder)
        ?? throw new UserMistakeException($"There is no study in '{Folder}' to report of. Begin it with: {Command}");

    /// <summary>Notes which runs failed, and why.</summary>
    public void Note(IReadOnlyDictionary<string, string> failed)
    {
        _facts = _facts with { Failed = failed.OrderBy(one => one.Key, StringComparer.Ordinal).ToDictionary(one => one.Key, one => one.Value) };
        Save();
    }

    /// <summary>What it would cost, a line a run, then the sum.</summary>
    public IEnumerable<string> DryRun(IReadOnlyList<ComparedRun> tuning, IReadOnlyList<ComparedRun> main)
    {
        foreach (ComparedRun run in tuning.Concat(main))
            yield return string.Create(CultureInfo.InvariantCulture, $"{run.Folder}: {run.State}, {Unit(run)}");

        ComparedRun[] all = [.. tuning, .. main];
        ComparedRun[] left = [.. all.Where(run => !run.Counts)];
        double budget = left.Sum(run => run.Budget - Math.Min(run.Budget, run.By(Recipe.Budget) is [.., (double at, _)] ? at : 0));
        string time = all.Where(run => run.Counts && run.Seconds > 0).ToArray() is { Length: > 0 } done
            ? $", about {Screens.Shown.Time(budget * done.Sum(run => run.Seconds) / done.Sum(run => Math.Max(1, run.By(Recipe.Budget)[^1].Item1)))} of one process, by the runs that have ended" : "";
        yield return $"{all.Length} runs, {left.Length} of them to do: {Screens.Shown.Number((long)budget)} {(Recipe.Budget is BudgetUnit.Tokens ? "tokens" : "sampled actions")}{time}";
        if (Recipe.Tune is { } tune)
            yield return $"{tune.Setting} is chosen for each variant by the runs under tuning; until they have ended, the others stand here with the recipe's own.";
    }

    private string Unit(ComparedRun run) => $"{Screens.Shown.Number((long)run.Budget)} {(Recipe.Budget is BudgetUnit.Tokens ? "tokens" : "sampled actions")}";

    private void Save() => _facts.Write(Folder);
}
