namespace ThreeSpo.Worlds.Webshop;

/// <summary>What a shopper is asked to buy.</summary>
/// <param name="Product">The product that was meant. Others may do as well.</param>
/// <param name="Instruction">The sentence that is shown.</param>
/// <param name="Attributes">The attributes wanted.</param>
/// <param name="Options">The options wanted.</param>
/// <param name="PriceUpper">The price wanted, at most. Unit: dollars; 1,000,000 where the sentence names none.</param>
/// <param name="Weight">How often it is drawn at random, in proportion.</param>
public sealed record Goal(
    Product Product, string Instruction, IReadOnlyList<string> Attributes, IReadOnlyList<GoalOption> Options, double PriceUpper, double Weight);

/// <summary>An option that is wanted.</summary>
/// <param name="Name">The group's name; null in a person's instruction, which names values alone.</param>
/// <param name="Value">The value.</param>
public readonly record struct GoalOption(string? Name, string Value);
