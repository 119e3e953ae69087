namespace ThreeSpo.Torch.Text.Templates;

/// <summary>A token of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">How it is written; a text without quotes and escapes.</param>
/// <param name="Line">Where it begins, from 1.</param>
internal readonly record struct TemplateToken(TemplateTokenKind Kind, string Text, int Line)
{
    /// <summary>Whether it is this sign or bracket.</summary>
    public bool IsSign(string sign) => Kind is TemplateTokenKind.Sign && Text == sign;

    /// <summary>Whether it is this word.</summary>
    public bool IsWord(string word) => Kind is TemplateTokenKind.Word && Text == word;
}

/// <summary>Kinds of tokens of a template.</summary>
internal enum TemplateTokenKind
{
    /// <summary>Text outside of tags.</summary>
    Literal,

    /// <summary>{{, with what belongs to it.</summary>
    OutputBegin,

    /// <summary>}}.</summary>
    OutputEnd,

    /// <summary>{%.</summary>
    BlockBegin,

    /// <summary>%}.</summary>
    BlockEnd,

    /// <summary>A name or keyword.</summary>
    Word,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number with a point or an exponent.</summary>
    Real,

    /// <summary>An operator or bracket.</summary>
    Sign,

    /// <summary>Behind the last one.</summary>
    End,
}
