using ThreeSpo.Randomness;

namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Makes one listing: a pure function of its kind, seed and place.</summary>
internal static class ListingGenerator
{
    /// <summary>Of so many products in a row, two are asked for by an instruction.</summary>
    private const int AskedEvery = 5;

    /// <summary>Of so many products in a row, one is asked for by people.</summary>
    private const int PeopleEvery = 25;

    /// <summary>Generates a listing.</summary>
    public static Listing Generate(ProductKind kind, int seed, int index)
    {
        Dice dice = new(new Draw((uint)seed, SyntheticCatalogue.Version, index, Node: 0), Use.Product);
        bool asked = index % AskedEvery is 0 or 2;
        bool spokenOf = index % PeopleEvery == AskedEvery - 1;

        string brand = BrandName.Draw(dice);
        AttributeDraw attributes = AttributeDraw.Of(kind, wanted: asked || spokenOf, dice);
        IReadOnlyList<ListingOption> options = OptionDraw.Of(kind, capped: asked || spokenOf, dice);
        IReadOnlyList<AttributeRow> asks = asked ? InstructionText.Choose(attributes.Rows, dice) : [];
        int reviews = dice.Chance(15) ? 0 : 1 + (dice.Below(60) * dice.Below(60));
        ListingTexts texts = ListingTexts.Of(kind, brand, attributes.Planted(asks, dice), options, dice);

        return new Listing
        {
            Asin = AsinOf.Index(index, seed),
            Brand = brand,
            Name = texts.Title,
            Description = texts.Description,
            Pricing = PriceDraw.Of(kind.Cents, options.Count > 0, dice),
            Bullets = texts.Bullets,
            Options = options,
            Category = kind.Department.Category,
            CategoryPath = kind.Path,
            Query = kind.Query,
            Attributes = attributes.Names,
            Instruction = asked ? InstructionText.Of(kind.Query, asks) : null,
            InstructionAttributes = [.. asks.Select(row => row.Name)],
            People = spokenOf ? RequestText.Several(kind.Query, attributes.Rows, options, dice) : [],
            Rating = reviews == 0 ? 0 : 32 + dice.Below(18),
            Reviews = reviews,
        };
    }
}
