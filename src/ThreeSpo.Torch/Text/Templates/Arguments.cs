namespace ThreeSpo.Torch.Text.Templates;

/// <summary>What a function, filter, test or macro is given.</summary>
/// <param name="Of">Who is given it, for messages: "the filter 'trim'".</param>
/// <param name="InOrder">Values without a name.</param>
/// <param name="ByName">Values with one.</param>
/// <param name="Work">What it may cost.</param>
internal sealed record Arguments(string Of, IReadOnlyList<object?> InOrder, IReadOnlyList<(string Name, object? Value)> ByName, Work Work)
{
    /// <summary>Stands for a value that was not given.</summary>
    public static readonly object Absent = new();

    /// <summary>The values by their places; <see cref="Absent"/> for those that are missing.</summary>
    /// <param name="names">What the values are called, in order.</param>
    public object?[] Bind(params ReadOnlySpan<string> names)
    {
        if (InOrder.Count > names.Length)
            throw new TemplateFault($"{Of} is given {InOrder.Count} values, and takes at most {names.Length}");

        object?[] values = new object?[names.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = i < InOrder.Count ? InOrder[i] : Absent;

        foreach ((string name, object? value) in ByName)
        {
            int place = names.IndexOf(name);
            if (place < 0)
                throw new TemplateFault($"{Of} takes no value '{name}'");
            if (values[place] != Absent)
                throw new TemplateFault($"{Of} is given '{name}' twice");

            values[place] = value;
        }

        return values;
    }

    /// <summary>The only value.</summary>
    public object? One(string name) => Bind(name)[0] is var value && value != Absent ? value : throw new TemplateFault($"{Of} lacks the value '{name}'");

    /// <summary>Nothing at all.</summary>
    public void None() => Bind();

    /// <summary>A text.</summary>
    public TemplateText Text(object? value, string name) =>
        value as TemplateText ?? throw new TemplateFault($"{Of} wants a text as '{name}', found {Values.Kind(value)}");

    /// <summary>A whole number, or another where it is absent.</summary>
    public long Whole(object? value, string name, long otherwise) =>
        value == Absent ? otherwise : Values.TryWhole(value, out long number) ? number
        : throw new TemplateFault($"{Of} wants a whole number as '{name}', found {Values.Kind(value)}");
}
