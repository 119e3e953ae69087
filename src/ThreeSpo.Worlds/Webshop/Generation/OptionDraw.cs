namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Chooses the options of a listing.</summary>
internal static class OptionDraw
{
    /// <summary>The most combinations of a product that is asked for: every combination is a goal of its own.</summary>
    public const int MostCombinations = 40;

    private const int LongListPercent = 4;
    private const int NameAlonePercent = 8;

    /// <summary>How many values a group has: the quantiles of the benchmark's.</summary>
    private static readonly int[] Counts = [2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 6, 6, 7, 8, 9, 10];

    /// <summary>Draws the groups.</summary>
    /// <param name="kind">The kind of product.</param>
    /// <param name="capped">Whether to keep the combinations below <see cref="MostCombinations"/>.</param>
    /// <param name="dice">The draws.</param>
    public static IReadOnlyList<ListingOption> Of(ProductKind kind, bool capped, Dice dice)
    {
        List<string[]> values = [];
        List<string> names = [];
        foreach (OptionRow row in kind.Options)
        {
            if (!dice.Chance(Presence(row, names.Count, first: row == kind.Options[0])))
                continue;

            names.Add(row.Name);
            values.Add(Values(row, dice));
        }

        if (names.Count == 0)
            return dice.Chance(NameAlonePercent) ? [new ListingOption(kind.Options[0].Name, [])] : [];

        while (capped && values.Aggregate(1, (product, one) => product * one.Length) > MostCombinations)
        {
            int longest = Enumerable.Range(0, values.Count).MaxBy(group => values[group].Length);
            values[longest] = values[longest][..^1];
        }

        return [.. names.Zip(values, (name, one) => new ListingOption(name, one))];
    }

    // Groups come together: one makes another likelier, and the lack of one less likely.
    private static int Presence(OptionRow row, int before, bool first)
    {
        if (first)
            return row.Presence;

        return before > 0 ? row.Presence + ((100 - row.Presence) / 4) : row.Presence * 2 / 3;
    }

    private static string[] Values(OptionRow row, Dice dice)
    {
        int wanted = dice.Chance(LongListPercent) ? 11 + dice.Below(35) : dice.Pick(Counts);
        int count = Math.Min(wanted, row.Values.Count);

        if (row.Ascending)
            return [.. row.Values.Skip(dice.Below(row.Values.Count - count + 1)).Take(count)];

        string[] values = [.. row.Values];
        dice.Shuffle<string>(values);
        return values[..count];
    }
}
