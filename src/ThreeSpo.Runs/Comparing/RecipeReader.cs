using System.Text.Json;
using ThreeSpo.Outside;
using ThreeSpo.Settings;

namespace ThreeSpo.Runs.Comparing;

/// <summary>Reads recipes: JSON, comments and trailing commas allowed. Anyone may have made one.</summary>
public static class RecipeReader
{
    private const int MostBytes = 1 << 20;
    private static readonly string[] Known =
        ["title", "settings", "parts", "variants", "seeds", "baseline", "threshold", "budget", "tune"];

    /// <summary>Reads a recipe.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="title">The title of one that gives itself none; null for the file's name.</param>
    /// <exception cref="SettingsException">It is missing, not JSON, or not a recipe; every fault is listed.</exception>
    public static Recipe Read(string path, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Parse(OutsideFile.ReadText(path, MostBytes, "recipe"), Printable.Line(path, 200), title);
        }
        catch (FileNotFoundException)
        {
            throw new SettingsException([$"There is no recipe at '{Printable.Line(path, 200)}'. Look at recipes/compare/quick.json for one to start from."]);
        }
        catch (InvalidDataException fault)
        {
            throw new SettingsException([fault.Message]);
        }
    }

    /// <summary>Reads a recipe's text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="title">As above.</param>
    /// <exception cref="SettingsException">It is not JSON, or not a recipe; every fault is listed.</exception>
    public static Recipe Parse(string json, string name, string? title = null)
    {
        List<string> faults = [];
        Recipe? recipe = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var root = new RecipeBlock(document.RootElement, name, Known, faults);
            recipe = Of(root, title ?? Path.GetFileNameWithoutExtension(name));
            if (faults.Count == 0)
                faults.AddRange(RecipeCheck.FaultsIn(recipe).Select(fault => $"{name}: {fault}"));
        }
        catch (JsonException fault)
        {
            faults.Add($"{name}({fault.LineNumber + 1}): not JSON: {Printable.Line(fault.Message.Split(" LineNumber:")[0], 200)}");
        }
        catch (InvalidOperationException)
        {
            faults.Add($"{name}: holds a text that is no Unicode. Write letters as they are.");
        }

        return faults.Count == 0 ? recipe! : throw new SettingsException(faults);
    }

    private static Recipe Of(RecipeBlock root, string title)
    {
        RecipePart[] parts = [.. root.Blocks("parts", "name", "label", "settings").Select(one =>
        {
            string part = one.Name("name");
            return new RecipePart(part, one.Text("label", part), one.Settings("settings"));
        })];
        RecipeVariant[] variants = [.. root.Blocks("variants", "name", "label", "settings", "parts").Select(one =>
            new RecipeVariant(one.Name("name"), one.Text("label", ""), one.Settings("settings"), one.Texts("parts")))];
        if (variants.Length == 0)
            root.Fault("has no variants: give at least one, such as { \"name\": \"grpo\", \"settings\": { \"preset\": \"grpo\" } }.");

        string budget = root.Text("budget", "actions");
        if (budget is not ("actions" or "tokens"))
            root.Fault($"'budget' is '{Printable.Line(budget)}', but must be \"actions\" or \"tokens\".");

        return new Recipe
        {
            Title = root.Text("title", title),
            Settings = root.Settings("settings"),
            Parts = parts.Length > 0 ? parts : [new RecipePart("main", "", [])],
            Variants = variants,
            Seeds = root.Seeds("seeds"),
            Baselines = root.Texts("baseline"),
            Threshold = root.Number("threshold", 0.6, 0, 1),
            Budget = budget == "tokens" ? BudgetUnit.Tokens : BudgetUnit.Actions,
            Tune = root.Has("tune") ? TuningOf(root) : null,
        };
    }

    private static RecipeTuning? TuningOf(RecipeBlock root)
    {
        if (root.Blocks("tune", "setting", "values", "seeds", "actions") is not [var one])
        {
            root.Fault("'tune' must be one object with setting, values and seeds.");
            return null;
        }

        double actions = one.Number("actions", 0, 0, 1e12);
        return new RecipeTuning(one.Text("setting", "learningRate"), one.Values("values"), one.Seeds("seeds"), actions > 0 ? (long)actions : null);
    }
}
