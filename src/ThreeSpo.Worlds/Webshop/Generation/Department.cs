namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>Kinds of product that share a place in the shop, and a way of being described.</summary>
internal sealed record Department
{
    /// <summary>The widest family: fashion, garden, beauty, electronics or grocery.</summary>
    public required string Category { get; init; }

    /// <summary>The path of families above the products' own, two to four parts joined by " › ".</summary>
    public required string Path { get; init; }

    /// <summary>For whom the products are, as titles say it: "Women's". Empty where titles do not say.</summary>
    public string Audience { get; init; } = "";

    /// <summary>Attributes that any of the products may have; of names joined by "/" a product has one at most.</summary>
    public required string Attributes { get; init; }

    /// <summary>
    /// Option groups as "Color of clothing colors 52; Size of clothing sizes 50": the group's name, the list of its values and
    /// the share of products that have the group. Unit: percent.
    /// </summary>
    public required string Options { get; init; }

    /// <summary>Words for titles.</summary>
    public required string Details { get; init; }

    /// <summary>What the products are good for, in lower case, as in "for work and travel".</summary>
    public required string Uses { get; init; }

    /// <summary>Sentences for bullets and descriptions, about 120 characters each; {noun} is the product, {use} one of the uses.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>The kinds of product.</summary>
    public required IReadOnlyList<ProductRow> Rows { get; init; }
}
