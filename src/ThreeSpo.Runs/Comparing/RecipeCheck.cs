using System.Globalization;
using ThreeSpo.Settings;

namespace ThreeSpo.Runs.Comparing;

/// <summary>Whether the parts of a recipe fit together.</summary>
internal static class RecipeCheck
{
    /// <summary>What the study itself decides for each run.</summary>
    private static readonly string[] Owned = ["seed", "out", "name"];

    /// <summary>Everything that does not.</summary>
    public static IEnumerable<string> FaultsIn(Recipe recipe)
    {
        string[] names = [.. recipe.Variants.Select(variant => variant.Name)];
        string[] parts = [.. recipe.Parts.Select(part => part.Name)];
        foreach (string twice in Twice(names).Concat(Twice(parts)))
            yield return $"the name '{twice}' is given twice. Names tell folders apart, whatever their letters' size.";

        foreach (string baseline in recipe.Baselines.Where(one => !names.Contains(one)))
            yield return $"the baseline '{baseline}' is no variant. Did you mean '{Nearest.To(baseline, names)}'?";

        foreach ((string variant, string part) in recipe.Variants.SelectMany(variant => variant.Parts.Where(part => !parts.Contains(part)).Select(part => (variant.Name, part))))
            yield return $"the variant '{variant}' is confined to '{part}', which is no part. Did you mean '{Nearest.To(part, parts)}'?";

        foreach (string part in parts.Where(part => names.Length > 0 && !recipe.Variants.Any(variant => variant.Parts.Count == 0 || variant.Parts.Contains(part))))
            yield return $"no variant is in the part '{part}'.";

        IEnumerable<KeyValuePair<string, string>> all = recipe.Settings.Concat(recipe.Parts.SelectMany(one => one.Settings)).Concat(recipe.Variants.SelectMany(one => one.Settings));
        foreach (string key in all.Select(one => one.Key).Where(key => Owned.Contains(key, StringComparer.OrdinalIgnoreCase)).Distinct())
            yield return $"'{key}' is decided for each run by the study. Seeds stand in \"seeds\"; the study's folder is given with out=FOLDER.";

        if (recipe.Tune is { } tune)
        {
            if (tune.Values.Count < 2)
                yield return "tune: give at least two values to choose from.";
            if (Owned.Contains(tune.Setting, StringComparer.OrdinalIgnoreCase))
                yield return $"tune: '{tune.Setting}' is decided for each run by the study. Choose another setting.";
            foreach (string twice in tune.Values.GroupBy(Plain, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Last()))
                yield return $"tune: the value '{twice}' is given twice. Keep one of the two.";
            if (tune.Seeds.Intersect(recipe.Seeds).Any())
                yield return $"tune: the seed {tune.Seeds.Intersect(recipe.Seeds).First()} is one of the study's own. Choose by seeds that are not reported.";
        }
    }

    /// <summary>A value however it is written: 1e-2 is 0.01.</summary>
    private static string Plain(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number.ToString("R", CultureInfo.InvariantCulture) : value;

    private static IEnumerable<string> Twice(string[] names) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key);
}
