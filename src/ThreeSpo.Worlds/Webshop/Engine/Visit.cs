using System.Collections.Immutable;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Where a session stands: all of it that can change.</summary>
public sealed record Visit
{
    /// <summary>The beginning of every session.</summary>
    public static Visit Start { get; } = new();

    /// <summary>The page.</summary>
    public PageKind Page { get; init; }

    /// <summary>The words searched for last, in lower case; empty before.</summary>
    public string Query { get; init; } = "";

    /// <summary>Numbers of the products found, the best first.</summary>
    public IReadOnlyList<int> Found { get; init; } = [];

    /// <summary>Which ten of them the results page shows, from 1.</summary>
    public int ResultsPage { get; init; } = 1;

    /// <summary>The number of the product looked at; -1 for none.</summary>
    public int Product { get; init; } = -1;

    /// <summary>The options chosen, in the order of choosing; of each group one.</summary>
    public ImmutableArray<ChosenOption> Options { get; init; } = [];

    /// <summary>Numbers of the products looked at since the search page was last gone back to.</summary>
    public ImmutableArray<int> Seen { get; init; } = [];

    /// <summary>After an option was chosen.</summary>
    public Visit With(ChosenOption option)
    {
        for (int i = 0; i < Options.Length; i++)
        {
            if (Options[i].Group == option.Group)
                return this with { Options = Options.SetItem(i, option) };
        }

        return this with { Options = Options.Add(option) };
    }

    /// <summary>After a product was opened.</summary>
    public Visit Opening(int product) => this with
    {
        Page = PageKind.Item,
        Product = product,
        Seen = Seen.Contains(product) ? Seen : Seen.Add(product),
    };

    /// <summary>The value chosen of a group; null for none.</summary>
    public string? Chosen(string group)
    {
        foreach (ChosenOption option in Options)
        {
            if (option.Group == group)
                return option.Value;
        }

        return null;
    }
}
