namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Writes sentences in the manner of people: lower case, in many wordings, naming little.</summary>
internal static class RequestText
{
    private static readonly string[] Openings =
    [
        "i am looking for", "i need some", "can you find me", "i'd like to buy", "show me", "please help me find", "i want", "looking to order",
        "i'm shopping for", "get me", "my sister asked for", "hi, could you look up",
    ];

    private static readonly string[] Haves = ["with", "that come with", "and they must have", "featuring"];

    private static readonly string[] Goods = ["for", "that are good for", "and they should be right for", "suitable for"];

    private static readonly string[] Closings = [".", ", please.", ". thank you", "", " if you have that."];

    /// <summary>Writes one or two sentences that ask for a product.</summary>
    /// <param name="query">What products of the kind are called, a plural.</param>
    /// <param name="attributes">The product's attributes; at least one.</param>
    /// <param name="options">The product's options.</param>
    /// <param name="dice">The draws.</param>
    public static IReadOnlyList<ListingRequest> Several(
        string query, IReadOnlyList<AttributeRow> attributes, IReadOnlyList<ListingOption> options, Dice dice) =>
        [.. Enumerable.Range(0, 1 + dice.Below(2)).Select(_ => Of(query, attributes, options, dice))];

    private static ListingRequest Of(string query, IReadOnlyList<AttributeRow> attributes, IReadOnlyList<ListingOption> options, Dice dice)
    {
        AttributeRow[] shuffled = [.. attributes];
        dice.Shuffle<AttributeRow>(shuffled);
        AttributeRow[] asked = [.. shuffled.Take(1 + dice.Below(2)).OrderBy(row => row.Ask)];
        (string Name, string Value)[] chosen =
        [
            .. options.Where(option => option.Values.Count > 0).Take(2).Where(_ => dice.Chance(75))
                .Select(option => (option.Name.ToLowerInvariant(), dice.Pick(option.Values).ToLowerInvariant())),
        ];

        string text = $"{dice.Pick(Openings)} {Before(asked)}{query}{After(asked, Ask.Has, dice.Pick(Haves))}{After(asked, Ask.For, dice.Pick(Goods))}" +
            $"{string.Concat(chosen.Select(option => Choice(option.Name, option.Value)))}{dice.Pick(Closings)}";
        return new ListingRequest(text, [.. asked.Select(row => row.Name)], chosen);
    }

    private static string Before(AttributeRow[] asked) =>
        string.Concat(asked.Where(row => row.Ask == Ask.Is).Select(row => $"{Wording.Spoken(row.Name)} "));

    private static string After(AttributeRow[] asked, Ask ask, string word)
    {
        string names = string.Join(" and ", asked.Where(row => row.Ask == ask).Select(row => row.Name));
        return names.Length > 0 ? $" {word} {names}" : "";
    }

    private static string Choice(string name, string value) => name switch
    {
        "color" => $" in {value}",
        "size" => $", size {value}",
        "scent" => $", {value} scent",
        "flavor name" => $", the {value} flavor",
        "fit type" => $", {value} if possible",
        _ => $", the {value} version",
    };
}
