namespace ThreeSpo.Torch.Text.Templates;

/// <summary>Something in a template that is done: it puts text out, or sets a variable, or decides what else is done.</summary>
/// <param name="Line">Where it begins, from 1.</param>
internal abstract record TemplateStatement(int Line)
{
    /// <summary>Does it.</summary>
    /// <param name="scope">The variables around it.</param>
    /// <param name="output">Gets its text.</param>
    /// <returns>What comes next.</returns>
    public Next Do(Scope scope, TemplateTextBuilder output)
    {
        try
        {
            scope.Work.Enter();
            Next next = In(scope, output);
            scope.Work.Leave();
            return next;
        }
        catch (TemplateFault fault) when (fault.Line == 0)
        {
            throw new TemplateFault(fault.Message, Line);
        }
    }

    protected abstract Next In(Scope scope, TemplateTextBuilder output);

    /// <summary>Does one after the other.</summary>
    protected static Next All(IReadOnlyList<TemplateStatement> statements, Scope scope, TemplateTextBuilder output)
    {
        foreach (TemplateStatement statement in statements)
        {
            if (statement.Do(scope, output) is not Next.Statement and var next)
                return next;
        }

        return Next.Statement;
    }

    /// <summary>What comes after a statement.</summary>
    internal enum Next
    {
        /// <summary>The statement behind it.</summary>
        Statement,

        /// <summary>The next item of the loop.</summary>
        Item,

        /// <summary>What follows the loop.</summary>
        LoopEnd,
    }
}

/// <summary>Text outside of tags. It is the template's own.</summary>
internal sealed record Literal(int Line, string Text) : TemplateStatement(Line)
{
    protected override Next In(Scope scope, TemplateTextBuilder output)
    {
        scope.Work.Length(Text.Length);
        output.Append(Text, trusted: true);
        return Next.Statement;
    }
}

/// <summary>{{ a }}.</summary>
internal sealed record Output(int Line, TemplateExpression Value) : TemplateStatement(Line)
{
    protected override Next In(Scope scope, TemplateTextBuilder output)
    {
        TemplateText text = Written.Text(scope.Value(Value), scope.Work);
        scope.Work.Length(text.Text.Length);
        if (output.Length + text.Text.Length > Work.MostCharacters)
            throw new TemplateFault($"makes a prompt of more than {Work.MostCharacters:N0} characters");

        output.Append(text);
        return Next.Statement;
    }
}

/// <summary>Statements that are done as if nothing were around them.</summary>
internal sealed record Block(int Line, IReadOnlyList<TemplateStatement> Body) : TemplateStatement(Line)
{
    protected override Next In(Scope scope, TemplateTextBuilder output) => All(Body, scope, output);
}

/// <summary>{% if a %}.</summary>
internal sealed record If(int Line, IReadOnlyList<(TemplateExpression Condition, IReadOnlyList<TemplateStatement> Body)> Cases, IReadOnlyList<TemplateStatement> Else)
    : TemplateStatement(Line)
{
    protected override Next In(Scope scope, TemplateTextBuilder output)
    {
        foreach ((TemplateExpression condition, IReadOnlyList<TemplateStatement> body) in Cases)
        {
            if (Values.IsTrue(scope.Value(condition)))
                return All(body, scope, output);
        }

        return All(Else, scope, output);
    }
}

/// <summary>{% for a, b in c if d %}.</summary>
internal sealed record For(
    int Line, IReadOnlyList<string> Names, TemplateExpression Over, TemplateExpression? Where, IReadOnlyList<TemplateStatement> Body,
    IReadOnlyList<TemplateStatement> Else) : TemplateStatement(Line)
{
    protected override Next In(Scope scope, TemplateTextBuilder output)
    {
        IReadOnlyList<object?> items = Values.Items(scope.Value(Over), scope.Work);
        if (Where is not null)
            items = items.Where(item => Values.IsTrue(Inside(scope, item, scope.Loops).Value(Where))).ToList();
        if (items.Count == 0)
            return All(Else, new Scope(scope, scope.Work), output);

        for (int i = 0; i < items.Count; i++)
        {
            Scope inside = Inside(scope, items[i], scope.Loops + 1);
            inside["loop"] = new TemplateLoop(items, i, inside.Loops);
            if (All(Body, inside, output) is Next.LoopEnd)
                break;
        }

        return Next.Statement;
    }

    private Scope Inside(Scope scope, object? item, int loops)
    {
        var inside = new Scope(scope, scope.Work) { Loops = loops };
        if (Names.Count == 1)
        {
            inside[Names[0]] = item;
            return inside;
        }

        IReadOnlyList<object?> parts = Values.Items(item, scope.Work);
        if (parts.Count != Names.Count)
            throw new TemplateFault($"'for' takes each item apart into {Names.Count} variables, found one of {parts.Count} parts");

        for (int i = 0; i < parts.Count; i++)
            inside[Names[i]] = parts[i];

        return inside;
    }
}

/// <summary>{% set a = b %}, {% set a.b = c %}.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Name">The variable.</param>
/// <param name="Entry">The entry of the namespace that the variable holds; null for the variable itself.</param>
/// <param name="Value">What it is set to.</param>
internal sealed record Set(int Line, string Name, string? Entry, TemplateExpression Value) : TemplateStatement(Line)
{
    protected override Next In(Scope scope, TemplateTextBuilder output)
    {
        object? value = scope.Value(Value);
        if (Entry is null)
            scope[Name] = value;
        else if (scope[Name] is TemplateNamespace space)
            space.Entries[Entry] = value;
        else
            throw new TemplateFault($"'set {Name}.{Entry}' wants a namespace, found {Values.Kind(scope[Name])}; make one with: set {Name} = namespace()");

        return Next.Statement;
    }
}

/// <summary>{% set a %}…{% endset %}: a variable of what the body puts out.</summary>
internal sealed record SetBody(int Line, string Name, IReadOnlyList<TemplateStatement> Body) : TemplateStatement(Line)
{
    protected override Next In(Scope scope, TemplateTextBuilder output)
    {
        var text = new TemplateTextBuilder();
        All(Body, new Scope(scope, scope.Work), text);
        scope[Name] = scope.Work.Made(text.ToText());
        return Next.Statement;
    }
}

/// <summary>{% macro f(a, b=c) %}: a function that returns what its body puts out.</summary>
internal sealed record Macro(int Line, string Name, IReadOnlyList<(string Name, TemplateExpression? Default)> Takes, IReadOnlyList<TemplateStatement> Body) : TemplateStatement(Line)
{
    protected override Next In(Scope scope, TemplateTextBuilder output)
    {
        scope[Name] = new TemplateFunction(Name, given => Run(scope, given));
        return Next.Statement;
    }

    private TemplateText Run(Scope scope, Arguments given)
    {
        object?[] values = given.Bind([.. Takes.Select(one => one.Name)]);
        var inside = new Scope(scope, scope.Work) { Loops = 0 };
        foreach ((int i, (string name, TemplateExpression? otherwise)) in Takes.Index())
        {
            inside[name] = values[i] != Arguments.Absent ? values[i]
                : otherwise is null ? new Undefined($"'{Name}' is not given '{name}'") : inside.Value(otherwise);
        }

        var text = new TemplateTextBuilder();
        All(Body, inside, text);
        return scope.Work.Made(text.ToText());
    }
}

/// <summary>{% break %}, {% continue %}.</summary>
internal sealed record Leave(int Line, bool EndsLoop) : TemplateStatement(Line)
{
    protected override Next In(Scope scope, TemplateTextBuilder output) => EndsLoop ? Next.LoopEnd : Next.Item;
}
