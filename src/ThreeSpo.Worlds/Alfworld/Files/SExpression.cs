namespace ThreeSpo.Worlds.Alfworld;

/// <summary>A word or a list, as PDDL is written. Words are lower-cased.</summary>
internal sealed class SExpression
{
    private const int MaxDepth = 64;
    private const int MaxWordLength = 4096;

    private SExpression(string? word, IReadOnlyList<SExpression> items)
    {
        Word = word;
        Items = items;
    }

    /// <summary>The word; null for a list.</summary>
    public string? Word { get; }

    /// <summary>The list's items; none for a word.</summary>
    public IReadOnlyList<SExpression> Items { get; }

    /// <summary>The list's first item if it is a word, else the empty text.</summary>
    public string Head => Items is [{ Word: { } head }, ..] ? head : "";

    /// <summary>Reads one expression.</summary>
    /// <param name="text">PDDL text; comments run from a semicolon to the end of the line.</param>
    /// <param name="source">What to call the text in messages.</param>
    public static SExpression Parse(string text, string source)
    {
        Stack<List<SExpression>> open = new();
        SExpression? whole = null;

        for (int at = 0; at < text.Length;)
        {
            char letter = text[at];
            if (letter == ';')
            {
                int end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
                continue;
            }

            if (char.IsWhiteSpace(letter))
            {
                at++;
                continue;
            }

            if (whole is not null)
                throw Wrong(source, $"text after the end, at character {at}", "one expression");

            if (letter == '(')
            {
                if (open.Count == MaxDepth)
                    throw Wrong(source, $"more than {MaxDepth} nested lists", "fewer");
                open.Push([]);
                at++;
            }
            else if (letter == ')')
            {
                if (!open.TryPop(out List<SExpression>? items))
                    throw Wrong(source, $"a ')' without a '(' at character {at}", "balanced lists");
                at++;
                Close(new SExpression(null, items));
            }
            else
            {
                int end = EndOfWord(text, at);
                if (end - at > MaxWordLength || open.Count == 0)
                    throw Wrong(source, $"a word of {end - at} characters at character {at}", $"words of at most {MaxWordLength}, inside a list");
                Close(new SExpression(text[at..end].ToLowerInvariant(), []));
                at = end;
            }
        }

        return whole ?? throw Wrong(source, $"the text ends inside {open.Count} lists", "one whole expression");

        void Close(SExpression done)
        {
            if (open.TryPeek(out List<SExpression>? outer))
                outer.Add(done);
            else
                whole = done;
        }
    }

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && text[at] is not ('(' or ')' or ';') && !char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static GameFormatException Wrong(string source, string found, string wanted) =>
        new($"{source}: the PDDL has {found}, wanted {wanted}. Fetch the file again or leave it out.");
}
