namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>The attributes of a listing.</summary>
/// <param name="Rows">Those of the tables, which can be asked for.</param>
/// <param name="Names">All that the listing is said to have, the product's own name among them now and then.</param>
internal sealed record AttributeDraw(IReadOnlyList<AttributeRow> Rows, IReadOnlyList<string> Names)
{
    private const int Most = 6;
    private const int OwnNamePercent = 20;
    private const int BulletPercent = 62;
    private const int TitlePercent = 32;
    private const int DescriptionPercent = 30;

    /// <summary>Title and description, which searches look at, name what is asked for less often: else the first hit were nearly always right.</summary>
    private const int AskedTitlePercent = 14;
    private const int AskedDescriptionPercent = 20;

    private static readonly int[] CountsWhereWanted = [2, 2, 3, 3, 3, 4, 4, 5, 6];
    private static readonly int[] Counts = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 4];

    /// <summary>Draws attributes.</summary>
    /// <param name="kind">The kind of product.</param>
    /// <param name="wanted">Whether somebody asks for the product, which takes two attributes at least.</param>
    /// <param name="dice">The draws.</param>
    public static AttributeDraw Of(ProductKind kind, bool wanted, Dice dice)
    {
        IReadOnlyList<AttributeRow>[] choices = [.. kind.Attributes];
        dice.Shuffle<IReadOnlyList<AttributeRow>>(choices);
        int count = dice.Pick(wanted ? CountsWhereWanted : Counts);
        AttributeRow[] rows = [.. choices.Take(count).Select(dice.Pick)];

        string[] names = [.. rows.Select(row => row.Name)];
        bool ownName = Wording.Words(kind.Noun) == 2 && count < Most && dice.Chance(OwnNamePercent);
        return new AttributeDraw(rows, ownName ? [kind.Noun.ToLowerInvariant(), .. names] : names);
    }

    /// <summary>Decides where the listing speaks of each attribute.</summary>
    /// <param name="asked">Attributes that an instruction names: their words occur in a bullet or the title at least.</param>
    /// <param name="dice">The draws.</param>
    public IReadOnlyList<PlantedAttribute> Planted(IReadOnlyList<AttributeRow> asked, Dice dice)
    {
        PlantedAttribute[] planted = new PlantedAttribute[Rows.Count];
        for (int i = 0; i < planted.Length; i++)
        {
            bool isAsked = asked.Contains(Rows[i]);
            bool title = dice.Chance(isAsked ? AskedTitlePercent : TitlePercent);
            bool bullet = dice.Chance(BulletPercent) || (isAsked && !title);
            planted[i] = new PlantedAttribute(Rows[i], title, bullet, dice.Chance(isAsked ? AskedDescriptionPercent : DescriptionPercent));
        }

        return planted;
    }
}

/// <summary>Where a listing speaks of an attribute.</summary>
/// <param name="Row">The attribute.</param>
/// <param name="Title">Whether the title names it.</param>
/// <param name="Bullet">Whether a bullet is about it.</param>
/// <param name="Description">Whether the description, if there is one, speaks of it.</param>
internal readonly record struct PlantedAttribute(AttributeRow Row, bool Title, bool Bullet, bool Description);
