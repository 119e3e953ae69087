namespace ThreeSpo.Cli.Compare;

/// <summary>A report as a list of blocks, written as Markdown or HTML.</summary>
internal sealed class ReportPage
{
    private readonly List<Block> _blocks = [];

    public IReadOnlyList<Block> Blocks => _blocks;

    public void Heading(int level, string text) => _blocks.Add(new HeadingBlock(level, text));

    public void Text(string text) => _blocks.Add(new ParagraphBlock(text));

    public void Command(string text) => _blocks.Add(new CommandBlock(text));

    public void List(IEnumerable<string> items) => _blocks.Add(new ListBlock([.. items]));

    /// <summary>A picture: a file beside the Markdown, a part of the HTML.</summary>
    public void Picture(string file, string about, string svg) => _blocks.Add(new PictureBlock(file, about, svg));

    /// <summary>A table. Columns whose rows all say the same become a sentence below it, so that the rest fits a page.</summary>
    /// <param name="heads">What stands over the columns; the first holds names.</param>
    /// <param name="rows">As many texts each.</param>
    public void Table(IReadOnlyList<string> heads, IReadOnlyList<string[]> rows)
    {
        bool IsFolded(int column) => column > 0 && rows.Count > 1 && rows.All(row => row[column] == rows[0][column]);
        int[] kept = [.. Enumerable.Range(0, heads.Count).Where(column => !IsFolded(column))];
        string[] folded = [.. Enumerable.Range(0, heads.Count).Where(IsFolded).Select(column => $"{heads[column]}: {rows[0][column]}")];
        if (kept.Length > 1)
            _blocks.Add(new TableBlock([.. kept.Select(column => heads[column])], [.. rows.Select(row => kept.Select(column => row[column]).ToArray())]));
        if (folded.Length > 0)
            Text($"The same in all rows: {string.Join("; ", folded)}.");
    }
}

/// <summary>A part of a report.</summary>
internal abstract record Block;

/// <summary>A heading; 1 is the page's own.</summary>
internal sealed record HeadingBlock(int Level, string Text) : Block;

/// <summary>Sentences.</summary>
internal sealed record ParagraphBlock(string Text) : Block;

/// <summary>What to type.</summary>
internal sealed record CommandBlock(string Text) : Block;

/// <summary>A list.</summary>
internal sealed record ListBlock(IReadOnlyList<string> All) : Block;

/// <summary>A table: the first column on the left, others on the right.</summary>
internal sealed record TableBlock(IReadOnlyList<string> Heads, IReadOnlyList<string[]> Rows) : Block;

/// <summary>A picture.</summary>
internal sealed record PictureBlock(string File, string About, string Svg) : Block;
