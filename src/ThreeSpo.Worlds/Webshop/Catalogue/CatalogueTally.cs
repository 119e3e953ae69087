namespace ThreeSpo.Worlds.Webshop;

/// <summary>What reading a catalogue left out, as WebShop does, and what its products lack.</summary>
public sealed class CatalogueTally
{
    /// <summary>Products left out because their asin is "nan".</summary>
    public int Nameless { get; internal set; }

    /// <summary>Products left out because their asin has more than ten characters.</summary>
    public int LongNamed { get; internal set; }

    /// <summary>Products left out because one before has the same asin.</summary>
    public int Repeated { get; internal set; }

    /// <summary>Products whose price is missing: they cost 100 dollars.</summary>
    public int WithoutPrice { get; internal set; }

    /// <summary>Products whose title is empty.</summary>
    public int WithoutTitle { get; internal set; }

    /// <summary>Products whose description is empty.</summary>
    public int WithoutDescription { get; internal set; }

    /// <summary>Products with an empty bullet.</summary>
    public int WithEmptyBullet { get; internal set; }

    /// <summary>Products of which the attributes' file says nothing.</summary>
    public int WithoutNotes { get; internal set; }

    internal void Count(RawProduct product)
    {
        WithoutPrice += product.Pricing.Length == 0 ? 1 : 0;
        WithoutTitle += product.Name.Length == 0 ? 1 : 0;
        WithoutDescription += product.Description.Length == 0 ? 1 : 0;
        WithEmptyBullet += product.Bullets.Any(bullet => bullet.Length == 0) ? 1 : 0;
    }
}
