namespace ThreeSpo.Torch.Text.Templates;

/// <summary>Reads a template's statements.</summary>
internal sealed class TemplateParser
{
    private readonly TemplateTokens _tokens;
    private readonly ExpressionParser _expressions;
    private int _loops;

    private TemplateParser(TemplateTokens tokens) => (_tokens, _expressions) = (tokens, new ExpressionParser(tokens));

    /// <summary>Reads a whole template.</summary>
    /// <exception cref="TemplateFault">It is none, or holds what is not done here.</exception>
    public static IReadOnlyList<TemplateStatement> Parse(string source)
    {
        var parser = new TemplateParser(new TemplateTokens(TemplateLexer.Lex(source)));
        return parser.Body([], "the template", 0);
    }

    /// <summary>Statements up to a tag that begins with one of some words, whose word is taken.</summary>
    private List<TemplateStatement> Body(ReadOnlySpan<string> ends, string of, int line)
    {
        _tokens.Enter();
        List<TemplateStatement> body = [];
        while (true)
        {
            TemplateToken token = _tokens.Take();
            if (token.Kind is TemplateTokenKind.End)
            {
                _tokens.Leave();
                return ends.Length == 0 ? body : throw new TemplateFault($"{of} is not closed with {{% {ends[^1]} %}}", line);
            }

            if (token.Kind is TemplateTokenKind.BlockBegin && ends.Contains(_tokens.Now.Text))
            {
                _tokens.Leave();
                return body;
            }

            body.Add(token.Kind switch
            {
                TemplateTokenKind.Literal => new Literal(token.Line, token.Text),
                TemplateTokenKind.OutputBegin => Output(token.Line),
                _ => Statement(),
            });
        }
    }

    private Output Output(int line)
    {
        TemplateExpression value = _expressions.Whole();
        _tokens.Want(TemplateTokenKind.OutputEnd, "}}");
        return new Output(line, value);
    }

    private TemplateStatement Statement()
    {
        TemplateToken word = _tokens.Want(TemplateTokenKind.Word, "a statement such as 'if'");
        switch (word.Text)
        {
            case "if":
                return If(word.Line);
            case "for":
                return For(word.Line);
            case "set":
                return Set(word.Line);
            case "macro":
                return Macro(word.Line);
            case "generation":
                EndTag();
                List<TemplateStatement> body = Body(["endgeneration"], "'generation'", word.Line);
                EndTag(takesWord: true);
                return new Block(word.Line, body);
            case "break" or "continue" when _loops > 0:
                EndTag();
                return new Leave(word.Line, EndsLoop: word.Text == "break");
            default:
                throw new TemplateFault($"there is no statement '{word.Text}' here", word.Line);
        }
    }

    private If If(int line)
    {
        List<(TemplateExpression, IReadOnlyList<TemplateStatement>)> cases = [];
        while (true)
        {
            TemplateExpression condition = _expressions.Or();
            EndTag();
            cases.Add((condition, Body(["elif", "else", "endif"], "'if'", line)));
            string end = _tokens.Take().Text;
            if (end == "elif")
                continue;

            EndTag();
            IReadOnlyList<TemplateStatement> otherwise = [];
            if (end == "else")
            {
                otherwise = Body(["endif"], "'if'", line);
                EndTag(takesWord: true);
            }

            return new If(line, cases, otherwise);
        }
    }

    private For For(int line)
    {
        List<string> names = [];
        bool isBracketed = _tokens.Skip("(");
        do
            names.Add(Name("a variable of 'for'"));
        while (_tokens.Skip(",") && !_tokens.Now.IsWord("in"));

        if (isBracketed)
            _tokens.Want(")", "'for'");
        if (!_tokens.SkipWord("in"))
            throw _tokens.Unlike("'in'");

        TemplateExpression over = _expressions.Or();
        TemplateExpression? where = _tokens.SkipWord("if") ? _expressions.Whole() : null;
        EndTag();
        _loops++;
        List<TemplateStatement> body = Body(["else", "endfor"], "'for'", line);
        _loops--;
        IReadOnlyList<TemplateStatement> otherwise = [];
        if (_tokens.Take().Text == "else")
        {
            EndTag();
            otherwise = Body(["endfor"], "'for'", line);
            _tokens.Take();
        }

        EndTag();
        return new For(line, names, over, where, body, otherwise);
    }

    private TemplateStatement Set(int line)
    {
        string name = Name("the variable of 'set'");
        string? entry = _tokens.Skip(".") ? Name("an entry of a namespace") : null;
        if (_tokens.Skip("="))
        {
            TemplateExpression value = _expressions.Whole();
            EndTag();
            return new Set(line, name, entry, value);
        }

        if (entry is not null)
            throw _tokens.Unlike("'='");

        EndTag();
        List<TemplateStatement> body = OutsideLoops(["endset"], "'set'", line);
        EndTag(takesWord: true);
        return new SetBody(line, name, body);
    }

    private Macro Macro(int line)
    {
        string name = Name("the name of a macro");
        List<(string, TemplateExpression?)> takes = [];
        _tokens.Want("(", "'macro'");
        for (int links = 0; !_tokens.Skip(")"); _tokens.Link(ref links))
        {
            if (links > 0)
                _tokens.Want(",", "'macro'");

            string one = Name("what a macro takes");
            takes.Add((one, _tokens.Skip("=") ? _expressions.Whole() : null));
        }

        EndTag();
        List<TemplateStatement> body = OutsideLoops(["endmacro"], "'macro'", line);
        if (!EndTagReached(takesWord: true))
            Name("the macro's name");

        EndTag();
        return new Macro(line, name, takes, body);
    }

    /// <summary>A body that no 'break' leaves for a loop around it.</summary>
    private List<TemplateStatement> OutsideLoops(ReadOnlySpan<string> ends, string of, int line)
    {
        int loops = _loops;
        _loops = 0;
        List<TemplateStatement> body = Body(ends, of, line);
        _loops = loops;
        return body;
    }

    private string Name(string what) => _tokens.Want(TemplateTokenKind.Word, what).Text;

    private bool EndTagReached(bool takesWord)
    {
        if (takesWord)
            _tokens.Take();

        return _tokens.Now.Kind is TemplateTokenKind.BlockEnd;
    }

    private void EndTag(bool takesWord = false)
    {
        if (!EndTagReached(takesWord))
            throw _tokens.Unlike("%}");

        _tokens.Take();
    }
}
