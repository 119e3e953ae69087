namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Writes the short texts of the features page.</summary>
internal static class BulletTexts
{
    private static readonly int[] Counts = [4, 5, 5, 5, 5, 5, 6, 6, 7];

    private static readonly string[] Headings =
        ["Thoughtful Design", "What You Get", "Our Promise", "Good to Know", "Made to Last", "Worry Free", "At a Glance", "Customer Care", "Why You Will Like It"];

    private static readonly string[] Tails =
    [
        "A detail that you will notice every day.", "Our customers mention it again and again.", "Small, but it makes the difference.",
        "We would not sell it otherwise.", "See the pictures for a closer look.", "It is what sets us apart from others.",
    ];

    private const int TailPercent = 35;

    /// <summary>Writes four to seven bullets in random order.</summary>
    /// <param name="kind">The kind of product.</param>
    /// <param name="attributes">Attributes that get a bullet of their own; at most six.</param>
    /// <param name="dice">The draws.</param>
    public static IReadOnlyList<string> Of(ProductKind kind, IReadOnlyList<AttributeRow> attributes, Dice dice)
    {
        int style = dice.Below(4);
        string[] texts = [.. kind.Department.Texts];
        string[] headings = [.. Headings];
        dice.Shuffle<string>(texts);
        dice.Shuffle<string>(headings);

        List<string> bullets = [.. attributes.Select(row => Headed(style, row.Title, Wording.Fill(row.Text, kind.Noun, "")))];
        int count = Math.Max(dice.Pick(Counts), attributes.Count);
        if (bullets.Count < count && dice.Chance(40))
            bullets.Add(Headed(style, headings[^1], Facts(kind, dice)));

        for (int i = 0; bullets.Count < count && i < texts.Length; i++)
            bullets.Add(Headed(style, headings[i], Wording.Fill(texts[i], kind.Noun, dice.Pick(kind.Uses))));

        string[] shuffled = [.. bullets.Select(bullet => dice.Chance(TailPercent) ? $"{bullet} {dice.Pick(Tails)}" : bullet)];
        dice.Shuffle<string>(shuffled);
        return shuffled;
    }

    private static string Facts(ProductKind kind, Dice dice)
    {
        string detail = dice.Pick(kind.Details);
        string common = dice.Pick(kind.CommonDetails);
        return $"This model: {detail}, {common}. Compare with our other {kind.Query}, and choose what suits you for {dice.Pick(kind.Uses)}.";
    }

    private static string Headed(int style, string heading, string text) => style switch
    {
        0 => $"{heading.ToUpperInvariant()}: {text}",
        1 => $"{heading} - {text}",
        2 => $"[{heading}] {text}",
        _ => text,
    };
}
