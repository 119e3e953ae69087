namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>A product as the benchmark's files describe it, before anything reads them.</summary>
public sealed record Listing
{
    /// <summary>Its number in the shop: "B0" and eight letters and digits.</summary>
    public required string Asin { get; init; }

    /// <summary>The maker, an invented word.</summary>
    public required string Brand { get; init; }

    /// <summary>The title, 8 to 29 words.</summary>
    public required string Name { get; init; }

    /// <summary>The long text; empty for about every second product.</summary>
    public required string Description { get; init; }

    /// <summary>"$12.99", "$9.99 - $14.99", or empty.</summary>
    public required string Pricing { get; init; }

    /// <summary>Four to seven short texts.</summary>
    public required IReadOnlyList<string> Bullets { get; init; }

    /// <summary>Groups of options, in the order of the page; a group without values cannot be chosen from.</summary>
    public required IReadOnlyList<ListingOption> Options { get; init; }

    /// <summary>fashion, garden, beauty, electronics or grocery.</summary>
    public required string Category { get; init; }

    /// <summary>Three to five families joined by " › ".</summary>
    public required string CategoryPath { get; init; }

    /// <summary>The query that finds products of this kind.</summary>
    public required string Query { get; init; }

    /// <summary>At most six attributes of two words.</summary>
    public required IReadOnlyList<string> Attributes { get; init; }

    /// <summary>"Find me …", or null for three of five products.</summary>
    public string? Instruction { get; init; }

    /// <summary>The attributes that <see cref="Instruction"/> names, two to four, in its order; empty where it is null.</summary>
    public IReadOnlyList<string> InstructionAttributes { get; init; } = [];

    /// <summary>Sentences in the manner of people that ask for this product; empty for most.</summary>
    public IReadOnlyList<ListingRequest> People { get; init; } = [];

    /// <summary>The mean of its stars. Unit: tenths of a star, 10 to 50; 0 where there are no reviews.</summary>
    public int Rating { get; init; }

    /// <summary>How many reviews it has.</summary>
    public int Reviews { get; init; }
}

/// <summary>A group of options of a listing.</summary>
/// <param name="Name">Its name, such as "Color".</param>
/// <param name="Values">Its values, distinct; empty where the page shows the name alone.</param>
public sealed record ListingOption(string Name, IReadOnlyList<string> Values);

/// <summary>What a person asks for.</summary>
/// <param name="Text">The sentence, in lower case.</param>
/// <param name="Attributes">The attributes that it names, one or two.</param>
/// <param name="Options">The options that it names, none to two: the group's name and the value, both in lower case.</param>
public sealed record ListingRequest(string Text, IReadOnlyList<string> Attributes, IReadOnlyList<(string Name, string Value)> Options);
