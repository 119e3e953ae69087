using System.Globalization;

namespace ThreeSpo.Worlds.Webshop.Generation;

/// <summary>A row of the tables together with its department, read.</summary>
internal sealed class ProductKind
{
    private const string Alone = "only: ";

    /// <summary>Reads a row.</summary>
    public ProductKind(Department department, ProductRow row)
    {
        string[] nouns = row.Nouns.Split(", ");
        string attributes = row.Attributes.StartsWith(Alone, StringComparison.Ordinal)
            ? row.Attributes[Alone.Length..]
            : $"{row.Attributes}, {department.Attributes}";

        Department = department;
        Query = row.Query;
        Path = $"{department.Path} › {Leaf(row.Query)}";
        Noun = nouns[0];
        TitleNoun = Wording.Title(nouns[0]);
        OtherTitleNoun = Wording.Title(nouns[1]);
        Cents = row.Price * 100;
        Details = row.Details.Split(", ");
        CommonDetails = department.Details.Split(", ");
        Uses = department.Uses.Split(", ");
        Attributes = [.. attributes.Split(", ").Select(names => Alternatives(names, row.Query)).Where(rows => rows.Length > 0)];
        Options = [.. (row.Options ?? department.Options).Split("; ").Select(ReadOption)];
    }

    /// <summary>The department.</summary>
    public Department Department { get; }

    /// <summary>The query that finds such products.</summary>
    public string Query { get; }

    /// <summary>The path of families, this kind's own last.</summary>
    public string Path { get; }

    /// <summary>What texts call the product, in lower case.</summary>
    public string Noun { get; }

    /// <summary><see cref="Noun"/> as titles spell it.</summary>
    public string TitleNoun { get; }

    /// <summary>Another name for it, as titles spell it.</summary>
    public string OtherTitleNoun { get; }

    /// <summary>The middle price. Unit: cents.</summary>
    public int Cents { get; }

    /// <summary>Words for titles, of this kind alone.</summary>
    public IReadOnlyList<string> Details { get; }

    /// <summary>Words for titles, of the whole department.</summary>
    public IReadOnlyList<string> CommonDetails { get; }

    /// <summary>What it is good for.</summary>
    public IReadOnlyList<string> Uses { get; }

    /// <summary>Attributes that it may have: of each inner list one at most.</summary>
    public IReadOnlyList<IReadOnlyList<AttributeRow>> Attributes { get; }

    /// <summary>Options that it may have.</summary>
    public IReadOnlyList<OptionRow> Options { get; }

    private static string Leaf(string query) =>
        Wording.Title(query[(query.StartsWith("women's ", StringComparison.Ordinal) ? 8 : query.StartsWith("men's ", StringComparison.Ordinal) ? 6 : 0)..]);

    // What the query says already is not worth asking for again.
    private static AttributeRow[] Alternatives(string names, string query) =>
        [.. names.Split('/').Where(name => !query.Contains(name, StringComparison.Ordinal)).Select(name => AttributeTable.Rows[name])];

    // "Color of home colors 36": the group's name, the list's name and the share of products.
    private static OptionRow ReadOption(string text)
    {
        int of = text.IndexOf(" of ", StringComparison.Ordinal);
        int share = text.LastIndexOf(' ');
        string list = text[(of + 4)..share];
        bool ascending = OptionTable.Ascending.Any(ending => list.EndsWith(ending, StringComparison.Ordinal));
        return new OptionRow(text[..of], OptionTable.Lists[list], ascending, int.Parse(text[(share + 1)..], CultureInfo.InvariantCulture));
    }
}
