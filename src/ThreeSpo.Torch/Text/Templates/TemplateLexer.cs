using System.Text;

namespace ThreeSpo.Torch.Text.Templates;

/// <summary>Cuts a template into tokens, and takes out the white space that is not part of the prompt.</summary>
/// <remarks>
/// As Jinja with trim_blocks and lstrip_blocks, which chat templates are written for: the line feed behind a block or comment goes, and so
/// does the indentation before one; '-' inside a tag takes all white space on its side, '+' leaves it. One line feed at the very end goes.
/// </remarks>
internal sealed class TemplateLexer
{
    private readonly List<TemplateToken> _tokens = [];
    private readonly string _source;
    private int _at;
    private int _line = 1;
    private int _counted;

    private TemplateLexer(string source) => _source = source;

    /// <summary>The tokens of a template, the last of them <see cref="TemplateTokenKind.End"/>.</summary>
    /// <exception cref="TemplateFault">A tag or text is not closed, or a character has no meaning.</exception>
    public static List<TemplateToken> Lex(string source)
    {
        string lines = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var lexer = new TemplateLexer(lines.EndsWith('\n') ? lines[..^1] : lines);
        lexer.Lex();
        return lexer._tokens;
    }

    private void Lex()
    {
        bool lineBegins = true;
        while (_at < _source.Length)
        {
            int tag = NextTag();
            char kind = tag < _source.Length ? _source[tag + 1] : '\0';
            char sign = tag + 2 < _source.Length && _source[tag + 2] is '-' or '+' ? _source[tag + 2] : '\0';
            AddLiteral(kind == '\0' ? _source[_at..] : Before(_source[_at..tag], sign, kind, lineBegins));
            if (kind == '\0')
                break;

            _at = tag + (sign == '\0' ? 2 : 3);
            if (kind == '#')
                SkipComment(tag);
            else if (kind != '%' || !TryRaw(tag))
                LexTag(kind, tag);

            lineBegins = _source[_at - 1] == '\n';
        }

        _tokens.Add(new TemplateToken(TemplateTokenKind.End, "", LineOf(_source.Length)));
    }

    private int NextTag()
    {
        for (int at = _source.IndexOf('{', _at); at >= 0 && at + 1 < _source.Length; at = _source.IndexOf('{', at + 1))
        {
            if (_source[at + 1] is '%' or '{' or '#')
                return at;
        }

        return _source.Length;
    }

    private static string Before(string text, char sign, char kind, bool lineBegins)
    {
        if (sign == '-')
            return text.TrimEnd(Characters.White);
        if (sign == '+' || kind == '{')
            return text;

        int line = text.LastIndexOf('\n') + 1;
        return (line > 0 || lineBegins) && text.AsSpan(line).Trim(Characters.White).IsEmpty ? text[..line] : text;
    }

    private void AddLiteral(string text)
    {
        if (text.Length > 0)
            _tokens.Add(new TemplateToken(TemplateTokenKind.Literal, text, LineOf(_at)));
    }

    private void SkipComment(int tag)
    {
        int end = _source.IndexOf("#}", _at, StringComparison.Ordinal);
        if (end < 0)
            throw Fault("the comment is not closed with #}", tag);

        char sign = end > _at ? _source[end - 1] : '\0';
        _at = end + 2;
        Behind(sign, trims: true);
    }

    /// <summary>Reads {% raw %} up to {% endraw %}, where that is what begins.</summary>
    private bool TryRaw(int tag)
    {
        if (TagOf("raw", _at) is not { } begin)
            return false;

        _at = begin.End;
        Behind(begin.Sign, trims: false);
        for (int end = _source.IndexOf("{%", _at, StringComparison.Ordinal); end >= 0; end = _source.IndexOf("{%", end + 2, StringComparison.Ordinal))
        {
            char sign = end + 2 < _source.Length && _source[end + 2] is '-' or '+' ? _source[end + 2] : '\0';
            if (TagOf("endraw", end + (sign == '\0' ? 2 : 3)) is not { } close)
                continue;

            AddLiteral(Before(_source[_at..end], sign, '%', lineBegins: _source[_at - 1] == '\n'));
            _at = close.End;
            Behind(close.Sign, trims: true);
            return true;
        }

        throw Fault("raw is not closed with {% endraw %}", tag);
    }

    /// <summary>Where a tag of one word ends, and the sign before its end; null where another tag begins.</summary>
    private (int End, char Sign)? TagOf(string word, int at)
    {
        at = SkipWhite(at);
        if (string.CompareOrdinal(_source, at, word, 0, word.Length) != 0)
            return null;

        at = SkipWhite(at + word.Length);
        char sign = at < _source.Length && _source[at] is '-' or '+' ? _source[at++] : '\0';
        return string.CompareOrdinal(_source, at, "%}", 0, 2) == 0 ? (at + 2, sign) : null;
    }

    /// <summary>Takes out white space behind a tag.</summary>
    private void Behind(char sign, bool trims)
    {
        if (sign == '-')
            _at = SkipWhite(_at);
        else if (sign != '+' && trims && _at < _source.Length && _source[_at] == '\n')
            _at++;
    }

    private void LexTag(char kind, int tag)
    {
        bool isBlock = kind == '%';
        _tokens.Add(new TemplateToken(isBlock ? TemplateTokenKind.BlockBegin : TemplateTokenKind.OutputBegin, isBlock ? "{%" : "{{", LineOf(tag)));
        string close = isBlock ? "%}" : "}}";
        var open = new Stack<string>();
        while (true)
        {
            _at = SkipWhite(_at);
            if (_at >= _source.Length)
                throw Fault($"the tag is not closed with {close}", tag);

            char sign = _source[_at] is '-' or '+' && (isBlock || _source[_at] == '-') ? _source[_at] : '\0';
            int end = _at + (sign == '\0' ? 0 : 1);
            if (open.Count == 0 && string.CompareOrdinal(_source, end, close, 0, 2) == 0)
            {
                _tokens.Add(new TemplateToken(isBlock ? TemplateTokenKind.BlockEnd : TemplateTokenKind.OutputEnd, close, LineOf(_at)));
                _at = end + 2;
                Behind(sign, trims: isBlock);
                return;
            }

            LexOne();
            CountBracket(open);
        }
    }

    /// <summary>Keeps the brackets that are open: inside them, signs that end a tag are only signs.</summary>
    private void CountBracket(Stack<string> open)
    {
        if (_tokens[^1].Kind is not TemplateTokenKind.Sign)
            return;

        switch (_tokens[^1].Text)
        {
            case "(":
                open.Push(")");
                break;
            case "[":
                open.Push("]");
                break;
            case "{":
                open.Push("}");
                break;
            case ")" or "]" or "}" when open.Count == 0:
                throw Fault($"'{_tokens[^1].Text}' closes nothing", _at - 1);
            case ")" or "]" or "}" when open.Pop() is var wanted && wanted != _tokens[^1].Text:
                throw Fault($"found '{_tokens[^1].Text}', wanted '{wanted}'", _at - 1);
        }
    }

    private void LexOne()
    {
        char first = _source[_at];
        int begin = _at;
        if (first is '\'' or '"')
        {
            _tokens.Add(new TemplateToken(TemplateTokenKind.Text, Quoted(first), LineOf(begin)));
        }
        else if (char.IsAsciiDigit(first))
        {
            LexNumber();
        }
        else if (char.IsLetter(first) || first == '_')
        {
            while (_at < _source.Length && (char.IsLetterOrDigit(_source[_at]) || _source[_at] == '_'))
                _at++;

            _tokens.Add(new TemplateToken(TemplateTokenKind.Word, _source[begin.._at], LineOf(begin)));
        }
        else
        {
            string two = _source.Substring(_at, Math.Min(2, _source.Length - _at));
            string sign = two is "==" or "!=" or "<=" or ">=" or "//" or "**" ? two : two[..1];
            if (!"=!<>+-*/%~|.,:()[]{}".Contains(sign[0], StringComparison.Ordinal) || sign == "!")
                throw Fault($"the character '{sign}' has no meaning in a tag", _at);

            _at += sign.Length;
            _tokens.Add(new TemplateToken(TemplateTokenKind.Sign, sign, LineOf(begin)));
        }
    }

    private void LexNumber()
    {
        int begin = _at;
        bool isPart = _tokens[^1].IsSign(".");
        SkipDigits();
        bool isWhole = true;
        if (!isPart && _at + 1 < _source.Length && _source[_at] == '.' && char.IsAsciiDigit(_source[_at + 1]))
        {
            isWhole = false;
            _at++;
            SkipDigits();
        }

        int exponent = _at + 1 < _source.Length && _source[_at] is 'e' or 'E' ? _at + 1 : _source.Length;
        if (exponent < _source.Length && _source[exponent] is '+' or '-')
            exponent++;
        if (!isPart && exponent < _source.Length && char.IsAsciiDigit(_source[exponent]))
        {
            isWhole = false;
            _at = exponent;
            SkipDigits();
        }

        string number = _source[begin.._at].Replace("_", "", StringComparison.Ordinal);
        _tokens.Add(new TemplateToken(isWhole ? TemplateTokenKind.Whole : TemplateTokenKind.Real, number, LineOf(begin)));
    }

    private void SkipDigits()
    {
        while (_at < _source.Length && (char.IsAsciiDigit(_source[_at]) || _source[_at] == '_'))
            _at++;
    }

    private string Quoted(char quote)
    {
        int begin = _at++;
        var text = new StringBuilder();
        while (_at < _source.Length && _source[_at] != quote)
        {
            if (_source[_at] == '\\' && _at + 1 < _source.Length)
                _at = EscapeSequence.Read(_source, _at, text) ?? throw Fault($"the escape '{_source.AsSpan(_at, 2)}' is not complete", _at);
            else
                text.Append(_source[_at++]);
        }

        if (_at++ >= _source.Length)
            throw Fault($"the text is not closed with {quote}", begin);

        return text.ToString();
    }

    private int SkipWhite(int at)
    {
        while (at < _source.Length && Characters.IsWhite(_source[at]))
            at++;

        return at;
    }

    /// <summary>The line of a place. Places mostly grow, so that lines are counted once.</summary>
    private int LineOf(int place)
    {
        if (place < _counted)
            (_line, _counted) = (1, 0);

        _line += _source.AsSpan(_counted, place - _counted).Count('\n');
        _counted = place;
        return _line;
    }

    private TemplateFault Fault(string what, int place) => new(what, LineOf(place));
}
