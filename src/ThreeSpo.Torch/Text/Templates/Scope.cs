namespace ThreeSpo.Torch.Text.Templates;

/// <summary>The variables that a part of a template sees: its own, then those around it.</summary>
/// <param name="around">What is around it; null for the outermost.</param>
/// <param name="work">What rendering may cost.</param>
internal sealed class Scope(Scope? around, Work work)
{
    private readonly Dictionary<string, object?> _own = new(StringComparer.Ordinal);

    /// <summary>What rendering may cost.</summary>
    public Work Work => work;

    /// <summary>How many loops it is in.</summary>
    public int Loops { get; init; } = around?.Loops ?? 0;

    /// <summary>A variable.</summary>
    public object? this[string name]
    {
        get
        {
            for (Scope? scope = this; scope is not null; scope = scope.Around)
            {
                if (scope._own.TryGetValue(name, out object? value))
                    return value;
            }

            return new Undefined($"'{name}' is undefined");
        }
        set => _own[name] = value;
    }

    private Scope? Around => around;

    /// <summary>Works an expression out.</summary>
    public object? Value(TemplateExpression expression)
    {
        work.Enter();
        object? value = expression.In(this);
        work.Leave();
        return value;
    }
}
