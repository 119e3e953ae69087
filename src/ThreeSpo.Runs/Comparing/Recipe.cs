namespace ThreeSpo.Runs.Comparing;

/// <summary>What is compared: methods times seeds, on one or several worlds, panels or starts.</summary>
public sealed record Recipe
{
    /// <summary>What the report is called.</summary>
    public required string Title { get; init; }

    /// <summary>What all runs have in common.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>Worlds, panels or starts, each with a table of its own; at least one.</summary>
    public required IReadOnlyList<RecipePart> Parts { get; init; }

    /// <summary>The methods; at least one.</summary>
    public required IReadOnlyList<RecipeVariant> Variants { get; init; }

    /// <summary>The seeds of every variant.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>Names of the variants that the others are tested against.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>The success whose first reaching is timed. In (0, 1].</summary>
    public double Threshold { get; init; } = 0.6;

    /// <summary>What all runs of a part have as much of.</summary>
    public BudgetUnit Budget { get; init; }

    /// <summary>A setting that is chosen for each variant before; null for none.</summary>
    public RecipeTuning? Tune { get; init; }
}

/// <summary>What all runs have as much of.</summary>
public enum BudgetUnit
{
    /// <summary>Sampled actions, the field's way.</summary>
    Actions,

    /// <summary>Tokens processed: what it costs.</summary>
    Tokens,
}

/// <summary>A world, panel or start.</summary>
/// <param name="Name">Its name, in folders.</param>
/// <param name="Label">Its name, in the report.</param>
/// <param name="Settings">What sets it apart.</param>
public sealed record RecipePart(string Name, string Label, IReadOnlyList<KeyValuePair<string, string>> Settings);

/// <summary>A method.</summary>
/// <param name="Name">Its name, in folders and tables.</param>
/// <param name="Label">What it is, in the report; empty where the name says it.</param>
/// <param name="Settings">What sets it apart.</param>
/// <param name="Parts">Names of the parts that it is in; none for all.</param>
public sealed record RecipeVariant(string Name, string Label, IReadOnlyList<KeyValuePair<string, string>> Settings, IReadOnlyList<string> Parts)
{
    /// <summary>Whether it is run in a part.</summary>
    public bool IsIn(RecipePart part) => Parts.Count == 0 || Parts.Contains(part.Name);
}

/// <summary>A setting that is chosen for each variant and part by runs of their own: the value with the largest mean area.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Values">What is tried.</param>
/// <param name="Seeds">Seeds of those runs; none of the recipe's own.</param>
/// <param name="Actions">Their budget in sampled actions; null for the study's.</param>
public sealed record RecipeTuning(string Setting, IReadOnlyList<string> Values, IReadOnlyList<long> Seeds, long? Actions);
