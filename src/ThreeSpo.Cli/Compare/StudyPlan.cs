using System.Globalization;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Runs.Comparing;
using ThreeSpo.Settings;
using ThreeSpo.Training;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.Compare;

/// <summary>Makes the runs that a recipe asks for, each with all its settings checked before anything is run.</summary>
/// <param name="recipe">The recipe.</param>
/// <param name="options">What the command line says otherwise.</param>
/// <param name="folder">The study's folder.</param>
internal sealed class StudyPlan(Recipe recipe, CompareOptions options, string folder)
{
    /// <summary>Where the runs lie that are reported.</summary>
    private const string RunsFolder = "runs";

    /// <summary>Where those lie that a setting is chosen by.</summary>
    private const string TuningFolder = "tuning";

    /// <summary>How many evaluations a run has where its recipe does not say.</summary>
    private const int UsualEvaluations = 20;

    /// <summary>What must be equal in all runs of a part: a score says something beside another only on the same panel, from the same start.</summary>
    private static readonly string[] Shared =
    [
        .. SettingsSource.NewSheet().KeysOf<RunSettings>().Except(["out", "name"]), .. SettingsSource.NewSheet().KeysOf<WebshopSettings>(),
        "actions", "tokens", "evalEvery", "promptPrice", "answerPrice", "evalTemperature", "maxSteps", "base",
    ];

    /// <summary>The runs that a setting is chosen by; none where the recipe chooses none.</summary>
    /// <exception cref="SettingsException">Something is wrong with a run, or the setting is one that variants have in common.</exception>
    public IReadOnlyList<PlannedRun> Tuning() => recipe.Tune is not { } tune ? []
        : Shared.Contains(tune.Setting, StringComparer.OrdinalIgnoreCase)
        ? throw new SettingsException([$"tune: '{tune.Setting}' must be the same in all runs of a part, or they do not compare. Choose another setting, or make parts."])
        : Checked(
        from seed in tune.Seeds
        from part in recipe.Parts
        from variant in recipe.Variants.Where(variant => variant.IsIn(part) && IsTuned(variant))
        from value in tune.Values
        select (part, variant, seed, (string?)value));

    /// <summary>The runs that are reported.</summary>
    /// <param name="chosen">Values that were chosen, by part and variant.</param>
    public IReadOnlyList<PlannedRun> Main(IReadOnlyDictionary<(string Part, string Variant), string> chosen) => Checked(
        from seed in options.Seeds ?? recipe.Seeds
        from part in recipe.Parts
        from variant in recipe.Variants.Where(variant => variant.IsIn(part))
        select (part, variant, seed, (string?)null), chosen);

    /// <summary>Whether the tuned setting is chosen for a variant: one that names it keeps its own.</summary>
    public bool IsTuned(RecipeVariant variant) =>
        recipe.Tune is { } tune && !variant.Settings.Any(one => one.Key.Equals(tune.Setting, StringComparison.OrdinalIgnoreCase));

    private List<PlannedRun> Checked(
        IEnumerable<(RecipePart Part, RecipeVariant Variant, long Seed, string? Tried)> wanted, IReadOnlyDictionary<(string, string), string>? chosen = null)
    {
        List<string> faults = [];
        List<PlannedRun> runs = [];
        HashSet<string> told = [];
        foreach ((RecipePart part, RecipeVariant variant, long seed, string? tried) in wanted)
        {
            try
            {
                runs.Add(Run(part, variant, seed, tried, chosen));
            }
            catch (Exception fault) when (fault is SettingsException or UserMistakeException)
            {
                foreach (string line in fault is SettingsException { Faults: var all } ? all : [fault.Message])
                {
                    string told1 = $"part {part.Name}, variant {variant.Name}: {line.Replace("command line: ", "", StringComparison.Ordinal)}";
                    if (told.Add(told1))
                        faults.Add(told1);
                }
            }
        }

        if (faults.Count == 0)
            faults.AddRange(runs.GroupBy(run => run.Part.Name).SelectMany(Unequal));

        return faults.Count == 0 ? runs : throw new SettingsException(faults);
    }

    private PlannedRun Run(RecipePart part, RecipeVariant variant, long seed, string? tried, IReadOnlyDictionary<(string, string), string>? chosen)
    {
        string? value = tried ?? chosen?.GetValueOrDefault((part.Name, variant.Name));
        string name = string.Create(CultureInfo.InvariantCulture, $"{variant.Name}{(tried is null ? "" : $"-{Foldable(tried)}")}-{seed}");
        string place = $"{(tried is null ? RunsFolder : TuningFolder)}/{part.Name}/{name}";
        List<string> words =
        [
            "recordTrees=0", "recordTexts=false", "keepCheckpoints=1", .. Words(recipe.Settings), .. Words(part.Settings), .. Words(variant.Settings),
            string.Create(CultureInfo.InvariantCulture, $"seed={seed}"), $"out={Path.Combine(folder, Path.GetDirectoryName(place)!)}", $"name={name}",
        ];
        if (value is not null)
            words.Add($"{recipe.Tune!.Setting}={value}");
        if ((tried is null ? options.Actions : recipe.Tune?.Actions ?? options.Actions) is { } actions)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"actions={actions}"));
        if (recipe.Budget is BudgetUnit.Tokens && !Names(words, "actions"))
            words.Add("actions=1e12");
        if (!Names(words, "evalEvery"))
            words.Add(string.Create(CultureInfo.InvariantCulture, $"evalEvery={EvalEvery(words)}"));
        if (!Names(words, "threads") && !IsLanguageModel(words))
            words.Add("threads=1");

        var choice = RunChoice.Of(words, "Remove that folder to run it anew, or begin another study with out=FOLDER.");
        CheckBudget(choice.Source);
        return new PlannedRun(part, variant, seed, tried, place, choice);
    }

    /// <summary>What is no budget: two of them, none, or one that costs nothing.</summary>
    private void CheckBudget(SettingsSource source)
    {
        TrainingSettings training = source.Method.Training;
        if (recipe.Budget is BudgetUnit.Actions && training.Tokens > 0)
            throw new SettingsException([string.Create(CultureInfo.InvariantCulture, $"tokens is {training.Tokens}, but the budget is in sampled actions: runs would end at one or the other. Leave tokens out, or set \"budget\": \"tokens\".")]);
        if (recipe.Budget is BudgetUnit.Tokens && training.Tokens == 0)
            throw new SettingsException(["a budget of tokens needs tokens above 0: how many a run may process. For example: \"tokens\": 25e6"]);
        if (recipe.Budget is BudgetUnit.Tokens && training is { PromptPrice: 0, AnswerPrice: 0 } && !PolicySource.IsLanguageModel(source.Run.Policy))
            throw new SettingsException(["promptPrice and answerPrice are 0, so that a budget of tokens is never used. Set one of them above 0."]);
    }

    private long EvalEvery(List<string> words) => recipe.Budget is BudgetUnit.Tokens
        ? throw new SettingsException(["a budget of tokens needs evalEvery: sampled actions between evaluations."])
        : Math.Max(1, SettingsSource.Read(words).Method.Training.Actions / UsualEvaluations);

    private static bool IsLanguageModel(IEnumerable<string> words) =>
        words.LastOrDefault(word => word.StartsWith("policy=", StringComparison.OrdinalIgnoreCase)) is { } policy && PolicySource.IsLanguageModel(policy["policy=".Length..]);

    private static bool Names(IEnumerable<string> words, string key) => words.Any(word => word.StartsWith(key + "=", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Words(IEnumerable<KeyValuePair<string, string>> settings) => settings.Select(one => $"{one.Key}={one.Value}");

    /// <summary>A value as a part of a folder's name.</summary>
    private static string Foldable(string value) => string.Concat(value.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_'));

    /// <summary>What the runs of a part do not have in common, and must.</summary>
    private static IEnumerable<string> Unequal(IGrouping<string, PlannedRun> part)
    {
        Dictionary<string, string> first = Values(part.First());
        foreach (PlannedRun run in part.DistinctBy(run => run.Variant.Name).Skip(1))
        {
            Dictionary<string, string> its = Values(run);
            foreach (string key in Shared.Where(key => first.GetValueOrDefault(key) != its.GetValueOrDefault(key)))
            {
                yield return $"part {part.Key}: {key} is '{first[key]}' in the variant {part.First().Variant.Name}, but '{its[key]}' in {run.Variant.Name}. "
                    + "Variants of a part have the same budget, world, panel and start: set it for the whole part, or make two parts.";
            }
        }
    }

    private static Dictionary<string, string> Values(PlannedRun run) => run.Source.Values().ToDictionary(one => one.Setting.Key, one => one.Value);
}
