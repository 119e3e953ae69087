namespace ThreeSpo.Worlds.Webshop;

/// <summary>The 102 colours that rewards know: every shade of one of them counts as that one.</summary>
public static class Colours
{
    private static readonly string[] Names =
    [
        "alabaster", "apricot", "aqua", "ash", "asphalt", "azure", "banana", "beige", "black", "blue", "blush", "bordeaux", "bronze",
        "brown", "burgundy", "camel", "camo", "caramel", "champagne", "charcoal", "cheetah", "chestnut", "chocolate", "christmas",
        "coffee", "cognac", "copper", "coral", "cranberry", "cream", "crystal", "dark", "denim", "eggplant", "elephant", "espresso",
        "fuchsia", "gold", "granite", "grape", "graphite", "grass", "gray", "green", "grey", "heather", "indigo", "ivory", "ivy",
        "khaki", "lavender", "lemon", "leopard", "light", "lilac", "lime", "magenta", "maroon", "mauve", "merlot", "midnight", "mint",
        "mocha", "multicolor", "mushroom", "mustard", "natural", "navy", "nude", "olive", "orange", "peach", "pewter", "pink", "plum",
        "purple", "rainbow", "red", "rose", "royal", "rust", "sand", "sapphire", "seashell", "silver", "skull", "slate", "steel",
        "stone", "stonewash", "sunflower", "tan", "taupe", "teal", "tiger", "turquoise", "violet", "walnut", "wheat", "white", "wine",
        "yellow",
    ];

    /// <summary>The colours, in the order in which they are looked for.</summary>
    public static IReadOnlyList<string> All { get; } = Names.AsReadOnly();

    /// <summary>An option's value, or the first colour that is anywhere in it: "noon blue" is "blue", but "standard" is "tan".</summary>
    /// <param name="value">The value, in lower case.</param>
    public static string NormalizeColor(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        foreach (string name in Names)
        {
            if (value.Contains(name, StringComparison.Ordinal))
                return name;
        }

        return value;
    }

    /// <summary>What a wanted option is compared as.</summary>
    /// <param name="wanted">The option.</param>
    /// <returns>
    /// Without a name as <see cref="NormalizeColor(string)"/> says. With one: the first colour that equals its name or its value, or
    /// else both together as Python prints a pair, "('size', 'large')".
    /// </returns>
    /// <remarks>
    /// WebShop's program looks for colours in a pair of texts as if it were one text, and so finds whole texts only. Thus a wanted
    /// "2005brown" stays as it is, while a chosen one becomes "brown": the two are too different to count.
    /// </remarks>
    public static string NormalizeColor(GoalOption wanted)
    {
        if (wanted.Name is not { } group)
            return NormalizeColor(wanted.Value);

        foreach (string name in Names)
        {
            if (name == group || name == wanted.Value)
                return name;
        }

        return PythonText.Pair(group, wanted.Value);
    }
}
