namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Writes long texts.</summary>
internal static class DescriptionText
{
    private static readonly string[] Openings =
    [
        "Meet the {noun} by {brand}: made for {use}, and for people who look twice.",
        "{brand} began at a kitchen table, with the {noun} among our first ideas. Customers praise it for {use} to this day.",
        "Looking for the right {noun}? What {brand} offers here was made with {use} in mind.",
        "With {brand} you choose well once and enjoy it for long, be it for {use} or just because you like it.",
        "Good things take time: the team of {brand} worked for two years on this {noun}, with {use} as the measure.",
        "The {brand} line brings care and common sense to {use}, at a price that stays fair.",
    ];

    private static readonly string[] Closings =
    [
        "Questions? Write to {brand}, and a person will answer.",
        "Package includes the {noun} as described and a printed guide.",
        "Thank you for supporting a small maker. Your {brand} team.",
        "Colors on screens may differ slightly from the real product.",
        "Order today, and {brand} will ship by the next working day.",
    ];

    /// <summary>Writes a description of three to about nine sentences.</summary>
    /// <param name="kind">The kind of product.</param>
    /// <param name="brand">The maker.</param>
    /// <param name="attributes">Attributes to speak of.</param>
    /// <param name="dice">The draws.</param>
    public static string Of(ProductKind kind, string brand, IReadOnlyList<AttributeRow> attributes, Dice dice)
    {
        string[] texts = [.. kind.Department.Texts];
        dice.Shuffle<string>(texts);
        int common = 1 + dice.Below(4);

        IEnumerable<string> sentences =
        [
            dice.Pick(Openings),
            .. attributes.Select(row => $"{row.Title}: {row.Text}"),
            .. texts.Take(common),
            dice.Pick(Closings),
        ];
        string text = Wording.Fill(string.Join(' ', sentences), kind.Noun, dice.Pick(kind.Uses));
        return text.Replace("{brand}", brand, StringComparison.Ordinal);
    }
}
