namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Writes titles: maker, for whom, what, with what, for what, and then more of the same until it is long enough.</summary>
internal static class TitleText
{
    private const int FewestWords = 8;
    private const int MostWords = 29;

    /// <summary>How many words titles have: the quantiles of the benchmark's.</summary>
    private static readonly int[] Lengths = [8, 9, 10, 11, 12, 12, 13, 14, 15, 16, 17, 18, 18, 19, 20, 21, 22, 23, 24, 24, 25, 26, 27, 28, 29];

    private static readonly string[] Closers =
    [
        "Great Gift for Friends and Family", "Customer Favorite", "Improved Design", "Everyday Essential", "New Arrival", "Easy Returns",
        "Ready to Ship", "Gift Ready Packaging", "A Popular Choice", "Designed with Care", "Trusted Maker", "Limited Edition",
    ];

    /// <summary>Writes a title of 8 to 29 words.</summary>
    /// <param name="kind">The kind of product.</param>
    /// <param name="brand">The maker.</param>
    /// <param name="attributes">Attributes to name.</param>
    /// <param name="options">Options, of which a value may be named.</param>
    /// <param name="dice">The draws.</param>
    public static string Of(
        ProductKind kind, string brand, IReadOnlyList<AttributeRow> attributes, IReadOnlyList<ListingOption> options, Dice dice)
    {
        int length = dice.Pick(Lengths);
        string[] details = [.. kind.Details];
        string[] common = [.. kind.CommonDetails];
        string[] uses = [.. kind.Uses];
        dice.Shuffle<string>(details);
        dice.Shuffle<string>(common);
        dice.Shuffle<string>(uses);

        AttributeRow[] before = [.. attributes.Where(row => row.Ask == Ask.Is)];
        AttributeRow[] having = [.. attributes.Where(row => row.Ask == Ask.Has)];
        AttributeRow[] helping = [.. attributes.Where(row => row.Ask == Ask.For)];

        string head = string.Join(' ', new[] { brand, kind.Department.Audience, common[0], before.FirstOrDefault()?.Title ?? "", details[0], kind.TitleNoun }
            .Where(part => part.Length > 0));
        string with = having.Length > 0 ? $" with {string.Join(" and ", having.Take(2).Select(row => row.Title))}" : "";
        string use = $" for {(helping.Length > 0 ? helping[0].Title : Wording.Title(uses[0]))}";

        string[] must = [.. before.Skip(1).Concat(having.Skip(2)).Concat(helping.Skip(1)).Select(row => row.Title)];
        string[] more = [details[1], common[1], kind.OtherTitleNoun, $"Ideal for {Wording.Title(uses[1])}", $"Also for {Wording.Title(uses[2])}", .. Choice(options, dice), .. Some(Closers, 4, dice)];
        dice.Shuffle<string>(more.AsSpan()[..^4]);

        return Extend(head + with + use, must, more, length);
    }

    private static string Extend(string title, string[] must, string[] more, int length)
    {
        int words = Wording.Words(title);
        foreach ((string part, bool needed) in must.Select(part => (part, true)).Concat(more.Select(part => (part, false))))
        {
            int after = words + Wording.Words(part);
            if (after > (needed || words < FewestWords ? MostWords : length))
                continue;

            title += $", {part}";
            words = after;
        }

        return title;
    }

    // "Dark Gray", "12 Inch": the variant in the picture.
    private static IEnumerable<string> Choice(IReadOnlyList<ListingOption> options, Dice dice) =>
        options.Where(option => option.Values.Count > 0).Take(1).Select(option => dice.Pick(option.Values));

    private static string[] Some(string[] items, int count, Dice dice)
    {
        string[] shuffled = [.. items];
        dice.Shuffle<string>(shuffled);
        return shuffled[..count];
    }
}
