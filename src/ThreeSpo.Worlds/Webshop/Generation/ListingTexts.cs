namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>The texts of a listing.</summary>
internal sealed record ListingTexts(string Title, IReadOnlyList<string> Bullets, string Description)
{
    private const int DescriptionPercent = 55;

    /// <summary>Writes them.</summary>
    public static ListingTexts Of(
        ProductKind kind, string brand, IReadOnlyList<PlantedAttribute> planted, IReadOnlyList<ListingOption> options, Dice dice) => new(
        TitleText.Of(kind, brand, [.. planted.Where(one => one.Title).Select(one => one.Row)], options, dice),
        BulletTexts.Of(kind, [.. planted.Where(one => one.Bullet).Select(one => one.Row)], dice),
        dice.Chance(DescriptionPercent)
            ? DescriptionText.Of(kind, brand, [.. planted.Where(one => one.Description).Select(one => one.Row)], dice)
            : "");
}
