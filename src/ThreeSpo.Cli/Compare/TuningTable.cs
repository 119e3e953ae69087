using ThreeSpo.Runs.Comparing;

namespace ThreeSpo.Cli.Compare;

/// <summary>What a setting was chosen by: the mean area of each value, for every variant in every part.</summary>
internal static class TuningTable
{
    /// <summary>Mean areas, in the order of the recipe.</summary>
    public static IEnumerable<(string Part, string Variant, IReadOnlyList<(string Value, Spread Area)> Areas)> Rows(IReadOnlyList<ComparedRun> runs, Recipe recipe) =>
        from part in recipe.Parts
        from variant in recipe.Variants
        let its = runs.Where(run => run.Part == part.Name && run.Variant == variant.Name).ToArray()
        where its.Length > 0
        select (part.Name, variant.Name, (IReadOnlyList<(string, Spread)>)[.. recipe.Tune!.Values.Select(value =>
            (value, new VariantSummary(variant.Name, [.. its.Where(run => run.Tried == value)], recipe.Budget, recipe.Threshold).Area))]);

    /// <summary>The value with the largest mean area; of equal ones the first in the recipe. None where no run of a variant has ended.</summary>
    public static IEnumerable<(string Part, string Variant, string Value)> Chosen(IReadOnlyList<ComparedRun> runs, Recipe recipe) =>
        from row in Rows(runs, recipe)
        let ended = row.Areas.Where(one => one.Area.Count > 0).ToArray()
        where ended.Length > 0
        select (row.Part, row.Variant, ended.MaxBy(one => one.Area.Mean).Value);
}
