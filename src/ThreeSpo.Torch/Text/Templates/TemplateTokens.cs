namespace ThreeSpo.Torch.Text.Templates;

/// <summary>Tokens of a template, read one after the other; and how deep the reading is.</summary>
internal sealed class TemplateTokens(List<TemplateToken> tokens)
{
    /// <summary>Most blocks or brackets inside each other.</summary>
    private const int MostNested = 64;

    /// <summary>Most links of one chain, such as a + b + c.</summary>
    private const int MostLinks = 256;

    private int _at;
    private int _nested;

    /// <summary>The token that is next.</summary>
    public TemplateToken Now => tokens[_at];

    /// <summary>The token behind it.</summary>
    public TemplateToken Ahead => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    /// <summary>Takes the next token.</summary>
    public TemplateToken Take() => tokens[_at < tokens.Count - 1 ? _at++ : _at];

    /// <summary>Takes a sign if it is next.</summary>
    public bool Skip(string sign)
    {
        bool isNext = Now.IsSign(sign);
        _at += isNext ? 1 : 0;
        return isNext;
    }

    /// <summary>Takes a word if it is next.</summary>
    public bool SkipWord(string word)
    {
        bool isNext = Now.IsWord(word);
        _at += isNext ? 1 : 0;
        return isNext;
    }

    /// <summary>Takes a sign that must be next.</summary>
    public void Want(string sign, string of)
    {
        if (!Skip(sign))
            throw Unlike($"'{sign}' in {of}");
    }

    /// <summary>Takes a token of a kind that must be next.</summary>
    public TemplateToken Want(TemplateTokenKind kind, string what) => Now.Kind == kind ? Take() : throw Unlike(what);

    /// <summary>Goes one deeper.</summary>
    public void Enter()
    {
        if (++_nested > MostNested)
            throw new TemplateFault($"has more than {MostNested} blocks or brackets inside each other", Now.Line);
    }

    /// <summary>Comes back.</summary>
    public void Leave() => _nested--;

    /// <summary>Counts a link of a chain.</summary>
    public void Link(ref int links)
    {
        if (++links > MostLinks)
            throw new TemplateFault($"has an expression of more than {MostLinks} parts one after another", Now.Line);
    }

    /// <summary>What to throw where something else was wanted.</summary>
    public TemplateFault Unlike(string wanted)
    {
        string found = Now.Kind switch
        {
            TemplateTokenKind.End => "the template's end",
            TemplateTokenKind.Literal => "text",
            TemplateTokenKind.Text => $"the text '{Now.Text}'",
            _ => $"'{Now.Text}'",
        };
        return new TemplateFault($"found {found}, wanted {wanted}", Now.Line);
    }
}
