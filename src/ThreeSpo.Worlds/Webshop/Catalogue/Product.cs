namespace ThreeSpo.Worlds.Webshop;

/// <summary>One product, as the shop shows it and as rewards look at it.</summary>
public sealed class Product
{
    /// <summary>Its number in the shop, at most 10 characters, distinct in a catalogue.</summary>
    public required string Asin { get; init; }

    /// <summary>Its name; may be empty.</summary>
    public required string Title { get; init; }

    /// <summary>The long text; may be empty.</summary>
    public required string Description { get; init; }

    /// <summary>The short texts of the features page; some may be empty.</summary>
    public required IReadOnlyList<string> Bullets { get; init; }

    /// <summary>One price, or the two ends of a range. Unit: dollars.</summary>
    public required IReadOnlyList<double> Prices { get; init; }

    /// <summary>The price as pages show it: "$12.99" or "$9.99 to $14.99".</summary>
    public required string PriceTag { get; init; }

    /// <summary>What can be chosen, in the file's order; of each group one value at a time.</summary>
    public required IReadOnlyList<OptionGroup> Options { get; init; }

    /// <summary>Short properties, such as "machine wash".</summary>
    public required IReadOnlyList<string> Attributes { get; init; }

    /// <summary>The search that the product was collected with, in lower case: its narrowest family.</summary>
    public required string Query { get; init; }

    /// <summary>Its widest family, such as "fashion": the kind that reports group tasks by.</summary>
    public required string Category { get; init; }

    /// <summary>The path of families, parts joined by " › ".</summary>
    public required string CategoryPath { get; init; }

    /// <summary>The sentence that asks for this product; null where none does.</summary>
    public string? Instruction { get; init; }

    /// <summary>The attributes that <see cref="Instruction"/> names.</summary>
    public IReadOnlyList<string> InstructionAttributes { get; init; } = [];
}

/// <summary>A group of options of a product.</summary>
/// <param name="Name">Its name, in lower case, such as "color".</param>
/// <param name="Values">Its values, in lower case and in the file's order; they may repeat.</param>
public sealed record OptionGroup(string Name, IReadOnlyList<string> Values);

/// <summary>A sentence by a person that asks for a product.</summary>
/// <param name="Asin">The product.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Attributes">The attributes that it names.</param>
/// <param name="Options">The option values that it names.</param>
public sealed record HumanInstruction(string Asin, string Text, IReadOnlyList<string> Attributes, IReadOnlyList<string> Options);
