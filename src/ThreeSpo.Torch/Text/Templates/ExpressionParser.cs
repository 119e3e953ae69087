using System.Globalization;

namespace ThreeSpo.Torch.Text.Templates;

/// <summary>Reads expressions. From the loosest to the tightest: if, or, and, not, comparisons, + and -, ~, * / // %, signs, filters and tests, and what follows a value.</summary>
internal sealed class ExpressionParser(TemplateTokens tokens)
{
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];

    /// <summary>Words that no test takes as its value: they go on with the expression around it.</summary>
    private static readonly string[] Following = ["else", "or", "and", "if", "not", "in", "is"];

    /// <summary>An expression.</summary>
    public TemplateExpression Whole()
    {
        tokens.Enter();
        TemplateExpression value = Or();
        int links = 0;
        while (tokens.SkipWord("if"))
        {
            tokens.Link(ref links);
            TemplateExpression condition = Or();
            value = new Choice(condition, value, tokens.SkipWord("else") ? Whole() : null);
        }

        tokens.Leave();
        return value;
    }

    /// <summary>An expression that no 'if' follows: what 'for' goes through, and conditions.</summary>
    public TemplateExpression Or() => Chain(And, word => word == "or", (_, left, right) => new Junction(IsOr: true, left, right));

    /// <summary>Values in brackets, behind the opening one.</summary>
    public Passed Arguments()
    {
        List<TemplateExpression> inOrder = [];
        List<(string Name, TemplateExpression Value)> byName = [];
        for (int links = 0; !tokens.Skip(")");)
        {
            if (links > 0)
            {
                tokens.Want(",", "a call");
                if (tokens.Skip(")"))
                    break;
            }

            tokens.Link(ref links);
            if (tokens.Now.Kind is TemplateTokenKind.Word && tokens.Ahead.IsSign("="))
            {
                string name = tokens.Take().Text;
                tokens.Take();
                byName.Add((name, Whole()));
            }
            else if (byName.Count > 0)
            {
                throw tokens.Unlike("a value with a name: those without come first");
            }
            else
            {
                inOrder.Add(Whole());
            }
        }

        return new Passed(inOrder, byName);
    }

    private TemplateExpression And() => Chain(Negation, word => word == "and", (_, left, right) => new Junction(IsOr: false, left, right));

    private TemplateExpression Negation()
    {
        if (!tokens.SkipWord("not"))
            return Compared();

        tokens.Enter();
        var negation = new Not(Negation());
        tokens.Leave();
        return negation;
    }

    private TemplateExpression Compared()
    {
        TemplateExpression first = Sum();
        List<(string Sign, TemplateExpression Operand)> others = [];
        for (int links = 0; ; tokens.Link(ref links))
        {
            if (tokens.Now.Kind is TemplateTokenKind.Sign && Comparisons.Contains(tokens.Now.Text))
                others.Add((tokens.Take().Text, Sum()));
            else if (tokens.SkipWord("in"))
                others.Add(("in", Sum()));
            else if (tokens.Now.IsWord("not") && tokens.Ahead.IsWord("in"))
                others.Add((tokens.Take().Text + " " + tokens.Take().Text, Sum()));
            else
                return others.Count == 0 ? first : new Comparison(first, others);
        }
    }

    private TemplateExpression Sum() => Chain(Concatenated, sign => sign is "+" or "-", (sign, left, right) => new Calculation(sign, left, right));

    private TemplateExpression Concatenated()
    {
        TemplateExpression first = Product();
        if (!tokens.Now.IsSign("~"))
            return first;

        List<TemplateExpression> parts = [first];
        for (int links = 0; tokens.Skip("~"); tokens.Link(ref links))
            parts.Add(Product());

        return new Concatenation(parts);
    }

    private TemplateExpression Product() => Chain(
        () => Signed(isFiltered: true), sign => sign is "*" or "/" or "//" or "%", (sign, left, right) => new Calculation(sign, left, right));

    private TemplateExpression Chain(
        Func<TemplateExpression> part, Func<string, bool> joins, Func<string, TemplateExpression, TemplateExpression, TemplateExpression> join)
    {
        TemplateExpression left = part();
        for (int links = 0; tokens.Now.Kind is TemplateTokenKind.Sign or TemplateTokenKind.Word && joins(tokens.Now.Text); tokens.Link(ref links))
            left = join(tokens.Take().Text, left, part());

        return left;
    }

    private TemplateExpression Signed(bool isFiltered)
    {
        tokens.Enter();
        TemplateExpression value = tokens.Skip("-") ? new Calculation("-", new Constant(0L), Signed(isFiltered: false))
            : tokens.Skip("+") ? new Calculation("+", new Constant(0L), Signed(isFiltered: false)) : Primary();
        value = Followed(value);
        tokens.Leave();
        return isFiltered ? Piped(value) : value;
    }

    private TemplateExpression Primary()
    {
        TemplateToken token = tokens.Now;
        switch (token.Kind)
        {
            case TemplateTokenKind.Word:
                tokens.Take();
                return token.Text switch
                {
                    "true" or "True" => new Constant(true),
                    "false" or "False" => new Constant(false),
                    "none" or "None" => new Constant(null),
                    _ => new Variable(token.Text),
                };
            case TemplateTokenKind.Text:
                string text = tokens.Take().Text;
                for (int links = 0; tokens.Now.Kind is TemplateTokenKind.Text; tokens.Link(ref links))
                    text += tokens.Take().Text;

                return new Constant(new TemplateText(text, trusted: true));
            case TemplateTokenKind.Whole:
                tokens.Take();
                return new Constant(long.TryParse(token.Text, CultureInfo.InvariantCulture, out long whole) ? whole
                    : throw new TemplateFault($"the number {token.Text} is beyond 64 bits", token.Line));
            case TemplateTokenKind.Real:
                tokens.Take();
                return new Constant(double.Parse(token.Text, CultureInfo.InvariantCulture));
            default:
                return tokens.Skip("(") ? InBrackets(")") : tokens.Skip("[") ? InBrackets("]") : tokens.Skip("{") ? Map() : throw tokens.Unlike("a value");
        }
    }

    /// <summary>A list; with round brackets, one value without a comma is that value.</summary>
    private TemplateExpression InBrackets(string close)
    {
        List<TemplateExpression> items = [];
        bool isList = close == "]";
        for (int links = 0; !tokens.Skip(close);)
        {
            tokens.Link(ref links);
            items.Add(Whole());
            if (tokens.Skip(close))
                return isList || items.Count > 1 ? new ListOf(items) : items[0];

            tokens.Want(",", "a list");
            isList = true;
        }

        return new ListOf(items);
    }

    private MapOf Map()
    {
        List<(TemplateExpression Name, TemplateExpression Value)> entries = [];
        for (int links = 0; !tokens.Skip("}");)
        {
            if (links > 0)
            {
                tokens.Want(",", "a mapping");
                if (tokens.Skip("}"))
                    break;
            }

            tokens.Link(ref links);
            TemplateExpression name = Whole();
            tokens.Want(":", "a mapping");
            entries.Add((name, Whole()));
        }

        return new MapOf(entries);
    }

    /// <summary>What follows a value: .name, [item], (call).</summary>
    private TemplateExpression Followed(TemplateExpression value)
    {
        for (int links = 0; ; tokens.Link(ref links))
        {
            if (tokens.Skip("."))
            {
                value = tokens.Now.Kind switch
                {
                    TemplateTokenKind.Word => new Attribute(value, tokens.Take().Text),
                    TemplateTokenKind.Whole => new Item(value, Primary()),
                    _ => throw tokens.Unlike("a name after '.'"),
                };
            }
            else if (tokens.Skip("["))
            {
                value = Subscript(value);
            }
            else if (tokens.Skip("("))
            {
                value = new Call(value, Arguments());
            }
            else
            {
                return value;
            }
        }
    }

    private TemplateExpression Subscript(TemplateExpression of)
    {
        TemplateExpression?[] bounds = new TemplateExpression?[3];
        int colons = 0;
        while (!tokens.Skip("]"))
        {
            if (colons < 2 && tokens.Skip(":"))
                colons++;
            else if (bounds[colons] is null)
                bounds[colons] = Whole();
            else
                throw tokens.Unlike("']'");
        }

        return colons > 0 ? new Slice(of, bounds[0], bounds[1], bounds[2]) : new Item(of, bounds[0] ?? throw tokens.Unlike("an item in [ ]"));
    }

    /// <summary>Filters and tests behind a value.</summary>
    private TemplateExpression Piped(TemplateExpression value)
    {
        for (int links = 0; ; tokens.Link(ref links))
        {
            if (tokens.Skip("|"))
            {
                string name = Known(Filters.Known.ContainsKey, "filter");
                value = new Filtered(value, name, tokens.Skip("(") ? Arguments() : Passed.Nothing);
            }
            else if (tokens.SkipWord("is"))
            {
                bool negated = tokens.SkipWord("not");
                string name = Known(Tests.Known.ContainsKey, "test");
                value = new Tested(value, name, negated, TestArguments());
            }
            else if (tokens.Skip("("))
            {
                value = new Call(value, Arguments());
            }
            else
            {
                return value;
            }
        }
    }

    private string Known(Func<string, bool> isKnown, string what)
    {
        TemplateToken name = tokens.Want(TemplateTokenKind.Word, $"the name of a {what}");
        return isKnown(name.Text) ? name.Text : throw new TemplateFault($"there is no {what} '{name.Text}' here", name.Line);
    }

    private Passed TestArguments()
    {
        if (tokens.Skip("("))
            return Arguments();

        bool isValue = tokens.Now.Kind is TemplateTokenKind.Text or TemplateTokenKind.Whole or TemplateTokenKind.Real
            || (tokens.Now.Kind is TemplateTokenKind.Word && !Following.Contains(tokens.Now.Text)) || tokens.Now.IsSign("[") || tokens.Now.IsSign("{");
        return isValue ? new Passed([Followed(Primary())], []) : Passed.Nothing;
    }
}
