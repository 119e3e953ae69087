using ThreeSpo.Cli.Runs;
using ThreeSpo.Runs.Comparing;

namespace ThreeSpo.Cli.Compare;

/// <summary>A run that a study needs.</summary>
/// <param name="Part">The part that it is in.</param>
/// <param name="Variant">The variant.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Tried">The value that it tries, where a setting is chosen by it; null for a run that is reported.</param>
/// <param name="Place">Its folder, from the study's.</param>
/// <param name="Choice">Its settings, and its folder where it was begun.</param>
internal sealed record PlannedRun(RecipePart Part, RecipeVariant Variant, long Seed, string? Tried, string Place, RunChoice Choice)
{
    public SettingsSource Source => Choice.Source;

    /// <summary>What it may use, in what the study counts.</summary>
    public double Budget(BudgetUnit unit) => unit is BudgetUnit.Tokens
        ? Source.Method.Training.Tokens : Source.Method.Training.Actions;

    /// <summary>What is known of it before anything is read of its folder.</summary>
    public ComparedRun Known(BudgetUnit unit, string? failed) => new()
    {
        Part = Part.Name,
        Variant = Variant.Name,
        Seed = Seed,
        Tried = Tried,
        Folder = Place,
        State = failed is null ? "waiting" : "failed",
        Reason = failed,
        Budget = Budget(unit),
        MostActions = Source.Method.Training.Actions,
    };
}
