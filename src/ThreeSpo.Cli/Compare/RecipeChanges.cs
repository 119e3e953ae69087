using ThreeSpo.Cli.Runs;
using ThreeSpo.Runs.Comparing;

namespace ThreeSpo.Cli.Compare;

/// <summary>What a recipe drops or changes of the one that a study was begun with. Studies grow: further variants, parts and seeds are no change.</summary>
internal static class RecipeChanges
{
    /// <summary>Every change, as it goes on after "The study".</summary>
    /// <param name="before">The recipe that the study was begun with.</param>
    /// <param name="now">The one that it is to go on with.</param>
    public static IEnumerable<string> Of(Recipe before, Recipe now)
    {
        if (before.Budget != now.Budget)
            yield return $"has a budget of {Word(before.Budget)}; in this recipe it is one of {Word(now.Budget)}";
        if (before.Tune is { } tune && !tune.Setting.Equals(now.Tune?.Setting, StringComparison.OrdinalIgnoreCase))
            yield return $"chooses {tune.Setting} by runs of their own; this recipe does not";

        foreach ((RecipePart part, RecipeVariant variant) in Pairs(before))
        {
            (RecipePart Part, RecipeVariant Variant) its = Pairs(now).FirstOrDefault(one => one.Part.Name == part.Name && one.Variant.Name == variant.Name);
            if (its.Part is null)
            {
                yield return $"has the variant {variant.Name} in the part {part.Name}; this recipe does not";
                continue;
            }

            Dictionary<string, string> first = Settings(before, part, variant);
            Dictionary<string, string> second = Settings(now, its.Part, its.Variant);
            string[] changed = [.. first.Keys.Union(second.Keys, StringComparer.OrdinalIgnoreCase)
                .Where(key => !RunChoice.IsFree(key) && first.GetValueOrDefault(key) != second.GetValueOrDefault(key))];
            if (changed.Length > 0)
                yield return $"has the variant {variant.Name} in the part {part.Name} with {Those(changed, first)}; this recipe with {Those(changed, second)}";
        }
    }

    private static IEnumerable<(RecipePart Part, RecipeVariant Variant)> Pairs(Recipe recipe) =>
        from part in recipe.Parts from variant in recipe.Variants where variant.IsIn(part) select (part, variant);

    /// <summary>What a recipe sets for one row of a table: later ones win.</summary>
    private static Dictionary<string, string> Settings(Recipe recipe, RecipePart part, RecipeVariant variant)
    {
        Dictionary<string, string> all = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in recipe.Settings.Concat(part.Settings).Concat(variant.Settings))
            all[key] = value;

        return all;
    }

    private static string Those(string[] keys, Dictionary<string, string> settings) =>
        string.Join(' ', keys.Select(key => settings.TryGetValue(key, out string? value) ? $"{key}={value}" : $"no {key}"));

    private static string Word(BudgetUnit unit) => unit is BudgetUnit.Tokens ? "tokens" : "sampled actions";
}
