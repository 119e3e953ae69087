using System.Collections.Frozen;

namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>The values that options are drawn from, in lists by name.</summary>
/// <remarks>
/// No value has a colour of the reward's list inside a longer word, such as "standard" with "tan": the reward puts the colour in
/// place of the value, and a goal that asks for such a value could never be met.
/// </remarks>
internal static class OptionTable
{
    /// <summary>How the names of lists end whose values stand in ascending order.</summary>
    public static IReadOnlyList<string> Ascending { get; } = ["sizes", "lengths", "counts", "storage styles"];

    /// <summary>The lists.</summary>
    public static FrozenDictionary<string, IReadOnlyList<string>> Lists { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["clothing colors"] = Read(
            "Black, White, Navy, Royal Blue, Light Blue, Sky Blue, Teal, Turquoise, Army Green, Olive, Sage Green, Mint, Burgundy, Wine Red, Red, Coral, " +
            "Dusty Rose, Hot Pink, Blush, Peach, Apricot, Mustard Yellow, Yellow, Burnt Orange, Rust, Camel, Khaki, Beige, Cream, Ivory, Taupe, " +
            "Coffee Brown, Chocolate, Charcoal, Dark Gray, Heather Gray, Silver Gray, Lavender, Lilac, Purple, Plum, Fuchsia, Leopard, Tiger Print, " +
            "Camo Green, Denim Blue, Oatmeal, Poppy, Black and White, Navy Stripes"),
        ["shoe colors"] = Read(
            "Black, White, Navy Blue, Gray, Dark Brown, Camel, Khaki, Cognac, Beige, Taupe, Burgundy, Red, Nude, Silver, Gold, Rose Gold, Leopard, " +
            "Olive Green, Blush Pink, Black Suede, Brown Suede, White Mesh, Fog"),
        ["home colors"] = Read(
            "White, Black, Gray, Light Gray, Dark Gray, Espresso, Walnut, Natural Oak, Dark Oak, Cream, Beige, Navy Blue, Teal, Sage Green, Olive Green, " +
            "Emerald Green, Mustard, Burnt Orange, Blush Pink, Dusty Rose, Burgundy, Taupe, Camel, Chocolate Brown, Ivory, Charcoal, Slate Blue, Clay, " +
            "Black Walnut, Driftwood Gray, Cherry, Maple"),
        ["metal colors"] = Read("Black, White, Gold, Silver, Bronze, Copper, Matte Black, Antique Brass, Polished Chrome, Satin Nickel, Black and Gold, Pewter"),
        ["makeup shades"] = Read(
            "Nude, Blush, Rose Pink, Coral, Peach, Red, Wine, Burgundy, Plum, Mauve, Berry Kiss, Cherry Pop, Mocha, Caramel, Champagne, Ivory, Beige, " +
            "Natural, Honey, Cocoa, Espresso, Bronze, Copper, Rose Gold, Soft Black, Deep Brown, Charcoal, Navy, Lilac, Taupe, Fair, Medium, Deep, " +
            "Warm Almond, Cool Almond"),
        ["hair colors"] = Read(
            "Jet Black, Off Black, Soft Black, Dark Brown, Medium Brown, Light Brown, Chestnut, Ash Blonde, Honey Blonde, Strawberry Blonde, Platinum Blonde, " +
            "Burgundy, Copper Red, Wine Red, Chocolate Brown, Caramel Blend, Silver Gray, Rose Gold, Blue Black, Auburn"),
        ["tool colors"] = Read("Black, White, Pink, Blue, Purple, Rose Gold, Green, Mint, Gray, Lavender, Silver, Teal, Red, Yellow"),
        ["device colors"] = Read(
            "Black, White, Silver, Gray, Blue, Red, Navy, Green, Pink, Purple, Rose Gold, Midnight Blue, Graphite, Orange, Army Green, Clear"),
        ["clothing sizes"] = Read("X-Small, Small, Medium, Large, X-Large, XX-Large, 3X-Large, 4X-Large, 5X-Large"),
        ["waist sizes"] = Read("28W x 30L, 29W x 30L, 30W x 30L, 30W x 32L, 31W x 32L, 32W x 30L, 32W x 32L, 33W x 32L, 34W x 32L, 34W x 34L, 36W x 32L, 36W x 34L, 38W x 32L, 40W x 32L"),
        ["women shoe sizes"] = Read("5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10, 11, 12"),
        ["men shoe sizes"] = Read("7, 7.5, 8, 8.5, 9, 9.5, 10, 10.5, 11, 11.5, 12, 13, 14"),
        ["sock sizes"] = Read("1 Pair, 3 Pairs, 5 Pairs, 6 Pairs, 10 Pairs, 12 Pairs"),
        ["fits"] = Read("Slim Fit, Regular Fit, Relaxed Fit, Tall, Petite, Big and Tall"),
        ["bed sizes"] = Read("Twin, Twin XL, Full, Queen, King, California King"),
        ["furniture sizes"] = Read("24 Inch, 30 Inch, 36 Inch, 40 Inch, 47 Inch, 55 Inch, 60 Inch, 70 Inch"),
        ["decor sizes"] = Read("8 x 10 Inch, 12 x 16 Inch, 16 x 20 Inch, 18 x 24 Inch, 20 x 30 Inch, 24 x 36 Inch, 30 x 40 Inch"),
        ["pillow sizes"] = Read("12 x 20 Inch, 16 x 16 Inch, 18 x 18 Inch, 20 x 20 Inch, 22 x 22 Inch, 24 x 24 Inch"),
        ["blanket sizes"] = Read("30 x 40 Inch, 40 x 50 Inch, 50 x 60 Inch, 60 x 80 Inch, 90 x 90 Inch"),
        ["curtain sizes"] = Read("42W x 45L, 42W x 63L, 42W x 84L, 52W x 63L, 52W x 84L, 52W x 96L, 52W x 108L"),
        ["piece counts"] = Read("1 Pack, 2 Pack, 3 Pack, 4 Pack, 6 Pack, 8 Pack, 12 Pack"),
        ["bottle sizes"] = Read(
            "1 Fl Oz (Pack of 1), 2 Fl Oz (Pack of 1), 4 Fl Oz (Pack of 1), 6.7 Fl Oz (Pack of 1), 8 Fl Oz (Pack of 1), 8 Fl Oz (Pack of 2), 12 Fl Oz (Pack of 1), " +
            "12 Fl Oz (Pack of 2), 16 Fl Oz (Pack of 1), 33.8 Fl Oz (Pack of 1)"),
        ["tube sizes"] = Read("1 Ounce (Pack of 1), 2.5 Ounce (Pack of 1), 4 Ounce (Pack of 1), 4 Ounce (Pack of 2), 4 Ounce (Pack of 3), 6 Ounce (Pack of 1), 6 Ounce (Pack of 4)"),
        ["hair lengths"] = Read("10 Inch, 12 Inch, 14 Inch, 16 Inch, 18 Inch, 20 Inch, 22 Inch, 24 Inch, 26 Inch"),
        ["scents"] = Read(
            "Lavender, Vanilla, Coconut, Eucalyptus, Citrus Grove, Rose Petal, Fresh Linen, Sea Breeze, Honey Almond, Cherry Blossom, Jasmine, Unscented, " +
            "White Tea, Cucumber Melon, Warm Amber, Cedar Wood, Lemon Verbena, Mango Papaya"),
        ["oral flavors"] = Read("Fresh Mint, Cool Mint, Cinnamon, Bubble Gum, Strawberry, Watermelon Ice, Orange Vanilla, Eucalyptus, Charcoal Mint, Ginger Lime"),
        ["cable lengths"] = Read("1.5 Feet, 3 Feet, 6 Feet, 10 Feet, 15 Feet, 25 Feet, 50 Feet, 100 Feet"),
        ["screen sizes"] = Read("24 Inch, 32 Inch, 43 Inch, 50 Inch, 55 Inch, 65 Inch, 75 Inch, 100 Inch, 120 Inch"),
        ["storage styles"] = Read("16 GB, 32 GB, 64 GB, 128 GB, 256 GB, 512 GB, 1 TB"),
        ["kit styles"] = Read("Body Only, Basic Kit, Travel Kit, Creator Kit, Pro Bundle, With Tripod, With Spare Battery"),
        ["bundle styles"] = Read("Single, Twin Pack, Starter Bundle, Family Bundle, Deluxe Bundle, With Case, With Charger"),
        ["patterns"] = Read("Plain, Stripes, Floral, Geometric, Checked, Abstract, Leafy, Paisley"),
        ["food sizes"] = Read(
            "1 Ounce (Pack of 12), 1.5 Ounce (Pack of 24), 4 Ounce (Pack of 1), 4 Ounce (Pack of 6), 6 Ounce (Pack of 4), 8 Ounce (Pack of 1), 8 Ounce (Pack of 3), " +
            "12 Ounce (Pack of 1), 12 Ounce (Pack of 6), 1 Pound (Pack of 1), 2 Pound (Pack of 1), 5 Pound (Pack of 1)"),
        ["drink sizes"] = Read("8 Fl Oz (Pack of 12), 8 Fl Oz (Pack of 24), 12 Fl Oz (Pack of 6), 12 Fl Oz (Pack of 12), 16 Fl Oz (Pack of 6), 32 Fl Oz (Pack of 1), 32 Fl Oz (Pack of 4), 64 Fl Oz (Pack of 2)"),
        ["sweet flavors"] = Read(
            "Chocolate, Dark Chocolate, White Chocolate, Vanilla, Strawberry, Raspberry, Caramel, Cinnamon, Banana, Coconut, Peach, Lemon, Lime, Orange, " +
            "Cherry, Mango, Maple, Honey, Apple Pie, Mocha, Toffee, Ginger, Mixed Berry, Passion Fruit, Grape"),
        ["savory flavors"] = Read(
            "Original, Sea Salt, Salt and Vinegar, Barbecue, Cheddar, White Cheddar, Sour Cream and Onion, Jalapeno, Garlic Herb, Smoky Bacon, Buffalo, Sweet Chili, " +
            "Teriyaki, Black Pepper, Honey Mustard, Ranch, Chipotle Lime, Truffle, Pizza, Curry"),
        ["drink flavors"] = Read(
            "Original, Lemon, Lime, Orange, Peach, Mango, Raspberry, Strawberry, Watermelon Mist, Ginger, Hibiscus, Vanilla, Chocolate, Mocha, Caramel, Coconut, " +
            "Cherry, Pineapple, Cucumber, Passion Fruit, Green Apple"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static string[] Read(string values) => values.Split(", ");
}
