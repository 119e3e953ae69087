namespace ThreeSpo.Worlds.Webshop;

/// <summary>A product as items_shuffle.json spells it, before the shop has read its price and options.</summary>
/// <param name="Asin">Its number: "asin".</param>
/// <param name="Name">Its title: "name".</param>
/// <param name="Description">The long text: "full_description".</param>
/// <param name="Pricing">The price as written, such as "$9.99 - $14.99"; empty where there is none.</param>
/// <param name="Bullets">The short texts: "small_description".</param>
/// <param name="Options">"customization_options": names as written, in the file's order, and their values; null where a group has none.</param>
/// <param name="Query">The search it was collected with, in any case.</param>
/// <param name="Category">Its widest family.</param>
/// <param name="CategoryPath">The path of families: "product_category".</param>
public sealed record RawProduct(
    string Asin,
    string Name,
    string Description,
    string Pricing,
    IReadOnlyList<string> Bullets,
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>?>> Options,
    string Query,
    string Category,
    string CategoryPath)
{
    /// <summary>The most characters of an asin; products with longer ones are left out.</summary>
    public const int MaxAsinLength = 10;

    private static readonly string[] NoAttributes = ["DUMMY_ATTR"];

    /// <summary>The product as the shop shows it.</summary>
    /// <param name="notes">What items_ins_v2.json says of it; null where it says nothing.</param>
    /// <exception cref="InvalidDataException">The price cannot be read.</exception>
    public Product ToProduct(ProductNotes? notes) => ToProduct(notes, text => text);

    /// <summary>The same, with texts that many products share kept once.</summary>
    internal Product ToProduct(ProductNotes? notes, Func<string, string> shared)
    {
        (IReadOnlyList<double> prices, string tag) = PriceText.Read(Pricing);
        return new Product
        {
            Asin = Asin,
            Title = Name,
            Description = Description,
            Bullets = Bullets,
            Prices = prices,
            PriceTag = shared(tag),
            Options = ReadOptions(shared),
            Attributes = notes?.Attributes ?? NoAttributes,
            Query = shared(PythonText.Strip(PythonText.Lower(Query))),
            Category = shared(Category),
            CategoryPath = shared(CategoryPath),
            Instruction = notes?.Instruction,
            InstructionAttributes = notes?.InstructionAttributes ?? [],
        };
    }

    /// <summary>Groups whose names differ in case alone are one: it stands where the first stood and has the last one's values.</summary>
    private IReadOnlyList<OptionGroup> ReadOptions(Func<string, string> shared)
    {
        List<OptionGroup> groups = [];
        foreach ((string written, IReadOnlyList<string>? values) in Options)
        {
            if (values is null)
                continue;

            string name = shared(PythonText.Lower(written));
            OptionGroup group = new(name, [.. values.Select(value => shared(OptionValue(value)))]);
            int before = groups.FindIndex(one => one.Name == name);
            if (before < 0)
                groups.Add(group);
            else
                groups[before] = group;
        }

        return groups.Count == 0 ? [] : [.. groups];
    }

    private static string OptionValue(string written) =>
        PythonText.Lower(PythonText.Strip(written).Replace("/", " | ", StringComparison.Ordinal));
}

/// <summary>What items_ins_v2.json says of a product.</summary>
/// <param name="Attributes">Its short properties; null where the file names none, which is not the same as an empty list.</param>
/// <param name="Instruction">The sentence that asks for it; null where none does.</param>
/// <param name="InstructionAttributes">The attributes that the sentence names; at least one where there is a sentence.</param>
public sealed record ProductNotes(IReadOnlyList<string>? Attributes, string? Instruction, IReadOnlyList<string> InstructionAttributes);
