namespace ThreeSpo.Worlds.Webshop;

/// <summary>What a part of a page is, which decides how it is shown and whether it can be clicked.</summary>
public enum PartKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>A button that leads to another page.</summary>
    Button,

    /// <summary>A product of the results.</summary>
    Product,

    /// <summary>A value of an option.</summary>
    Option,
}

/// <summary>A part of a page.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its words, as they stand in the page.</param>
/// <param name="Number">Of a product: its number in the catalogue. Of an option: its group's place. Else 0.</param>
public readonly record struct PagePart(PartKind Kind, string Text, int Number = 0);
