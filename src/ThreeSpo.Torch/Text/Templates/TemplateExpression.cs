namespace ThreeSpo.Torch.Text.Templates;

/// <summary>Something in a template that has a value.</summary>
internal abstract record TemplateExpression
{
    /// <summary>Its value. Call <see cref="Scope.Value"/>, which counts what it costs.</summary>
    public abstract object? In(Scope scope);
}

/// <summary>A value that is written down.</summary>
internal sealed record Constant(object? Value) : TemplateExpression
{
    public override object? In(Scope scope) => Value;
}

/// <summary>A variable.</summary>
internal sealed record Variable(string Name) : TemplateExpression
{
    public override object? In(Scope scope) => scope[Name];
}

/// <summary>[a, b], or (a, b).</summary>
internal sealed record ListOf(IReadOnlyList<TemplateExpression> Items) : TemplateExpression
{
    public override object? In(Scope scope) => Items.Select(scope.Value).ToList();
}

/// <summary>{a: b}.</summary>
internal sealed record MapOf(IReadOnlyList<(TemplateExpression Name, TemplateExpression Value)> Entries) : TemplateExpression
{
    public override object? In(Scope scope)
    {
        var map = new TemplateMap();
        foreach ((TemplateExpression name, TemplateExpression value) in Entries)
        {
            map[scope.Value(name) is TemplateText text ? text.Text : throw new TemplateFault("a mapping wants texts as its names")] = scope.Value(value);
        }

        return map;
    }
}

/// <summary>a if c else b.</summary>
internal sealed record Choice(TemplateExpression Condition, TemplateExpression Then, TemplateExpression? Else) : TemplateExpression
{
    public override object? In(Scope scope) =>
        Values.IsTrue(scope.Value(Condition)) ? scope.Value(Then)
        : Else is null ? new Undefined("an 'if' without 'else' has no value where its condition is false") : scope.Value(Else);
}

/// <summary>a or b, a and b: the first that decides.</summary>
internal sealed record Junction(bool IsOr, TemplateExpression Left, TemplateExpression Right) : TemplateExpression
{
    public override object? In(Scope scope) => scope.Value(Left) is var left && Values.IsTrue(left) == IsOr ? left : scope.Value(Right);
}

/// <summary>not a.</summary>
internal sealed record Not(TemplateExpression Operand) : TemplateExpression
{
    public override object? In(Scope scope) => !Values.IsTrue(scope.Value(Operand));
}

/// <summary>a &lt; b, a == b == c, a in b.</summary>
internal sealed record Comparison(TemplateExpression First, IReadOnlyList<(string Sign, TemplateExpression Operand)> Others) : TemplateExpression
{
    public override object? In(Scope scope)
    {
        object? left = scope.Value(First);
        foreach ((string sign, TemplateExpression operand) in Others)
        {
            object? right = scope.Value(operand);
            if (!Holds(sign, left, right, scope.Work))
                return false;

            left = right;
        }

        return true;
    }

    private static bool Holds(string sign, object? left, object? right, Work work) => sign switch
    {
        "==" => Values.AreEqual(left, right, work),
        "!=" => !Values.AreEqual(left, right, work),
        "in" => Values.Holds(right, left, work),
        "not in" => !Values.Holds(right, left, work),
        "<" => Values.Compare(left, right, sign) < 0,
        "<=" => Values.Compare(left, right, sign) <= 0,
        ">" => Values.Compare(left, right, sign) > 0,
        _ => Values.Compare(left, right, sign) >= 0,
    };
}

/// <summary>a ~ b ~ c: texts one after another.</summary>
internal sealed record Concatenation(IReadOnlyList<TemplateExpression> Parts) : TemplateExpression
{
    public override object? In(Scope scope)
    {
        var text = new TemplateTextBuilder();
        foreach (TemplateExpression part in Parts)
        {
            text.Append(Written.Text(scope.Value(part), scope.Work));
            scope.Work.Length(text.Length);
        }

        return text.ToText();
    }
}

/// <summary>a + b, -a.</summary>
internal sealed record Calculation(string Sign, TemplateExpression Left, TemplateExpression Right) : TemplateExpression
{
    public override object? In(Scope scope) => Arithmetic.Of(Sign, scope.Value(Left), scope.Value(Right), scope.Work);
}

/// <summary>a.b.</summary>
internal sealed record Attribute(TemplateExpression Of, string Name) : TemplateExpression
{
    public override object? In(Scope scope) => Lookup.Attribute(scope.Value(Of), Name);
}

/// <summary>a[b].</summary>
internal sealed record Item(TemplateExpression Of, TemplateExpression Which) : TemplateExpression
{
    public override object? In(Scope scope) => Lookup.Item(scope.Value(Of), scope.Value(Which));
}

/// <summary>a[from:to:step].</summary>
internal sealed record Slice(TemplateExpression Of, TemplateExpression? From, TemplateExpression? To, TemplateExpression? Step) : TemplateExpression
{
    public override object? In(Scope scope) => Lookup.Slice(
        scope.Value(Of), From is null ? null : scope.Value(From), To is null ? null : scope.Value(To), Step is null ? null : scope.Value(Step), scope.Work);
}

/// <summary>Values for a call, as they are written.</summary>
internal sealed record Passed(IReadOnlyList<TemplateExpression> InOrder, IReadOnlyList<(string Name, TemplateExpression Value)> ByName)
{
    public static Passed Nothing { get; } = new([], []);

    public Arguments In(Scope scope, string to) => new(
        to, [.. InOrder.Select(scope.Value)], [.. ByName.Select(entry => (entry.Name, scope.Value(entry.Value)))], scope.Work);
}

/// <summary>f(a, b=c).</summary>
internal sealed record Call(TemplateExpression Of, Passed Passed) : TemplateExpression
{
    public override object? In(Scope scope) => scope.Value(Of) switch
    {
        TemplateFunction function => function.Call(Passed.In(scope, $"'{function.Name}'")),
        Undefined missing => throw new TemplateFault($"{missing.What}, and so cannot be called"),
        var other => throw new TemplateFault($"{Values.Kind(other)} cannot be called"),
    };
}

/// <summary>a | f(b).</summary>
internal sealed record Filtered(TemplateExpression Of, string Name, Passed Passed) : TemplateExpression
{
    public override object? In(Scope scope) => Filters.Known[Name](scope.Value(Of), Passed.In(scope, $"the filter '{Name}'"));
}

/// <summary>a is t, a is not t.</summary>
internal sealed record Tested(TemplateExpression Of, string Name, bool Negated, Passed Passed) : TemplateExpression
{
    public override object? In(Scope scope) => Tests.Known[Name](scope.Value(Of), Passed.In(scope, $"the test '{Name}'")) != Negated;
}
