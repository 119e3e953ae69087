namespace ThreeSpo.Torch.Text.Templates;

/// <summary>What is not there. It prints as nothing and counts as false; anything else that is done with it is a fault.</summary>
/// <param name="What">What was looked for: "'x' is undefined".</param>
internal sealed record Undefined(string What);

/// <summary>An ordered map from texts to values.</summary>
internal sealed class TemplateMap
{
    private readonly OrderedDictionary<string, object?> _entries = new(StringComparer.Ordinal);

    /// <summary>Its names and values, in the order in which they were put in.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Entries => _entries;

    /// <summary>How many.</summary>
    public int Count => _entries.Count;

    /// <summary>The value of a name.</summary>
    public object? this[string name]
    {
        get => _entries[name];
        set => _entries[name] = value;
    }

    /// <summary>Looks a name up.</summary>
    public bool TryGet(string name, out object? value) => _entries.TryGetValue(name, out value);

    /// <summary>Whether there is such a name.</summary>
    public bool Has(string name) => _entries.ContainsKey(name);
}

/// <summary>What namespace() makes: the one thing whose entries a template may set from inside a loop.</summary>
internal sealed record TemplateNamespace(TemplateMap Entries);

/// <summary>Something that can be called.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Call">What it does.</param>
internal sealed record TemplateFunction(string Name, Func<Arguments, object?> Call);

/// <summary>The variable 'loop' inside a loop.</summary>
/// <param name="Items">What is gone through.</param>
/// <param name="Index">Where it stands, from 0.</param>
/// <param name="Depth">How many loops it is in, itself included.</param>
internal sealed record TemplateLoop(IReadOnlyList<object?> Items, int Index, int Depth)
{
    /// <summary>An entry of it.</summary>
    public object? Entry(string name) => name switch
    {
        "index" => Index + 1L,
        "index0" => (long)Index,
        "revindex" => (long)Items.Count - Index,
        "revindex0" => Items.Count - Index - 1L,
        "first" => Index == 0,
        "last" => Index == Items.Count - 1,
        "length" => (long)Items.Count,
        "previtem" => Index > 0 ? Items[Index - 1] : new Undefined("there is no item before the first"),
        "nextitem" => Index < Items.Count - 1 ? Items[Index + 1] : new Undefined("there is no item after the last"),
        "depth" => (long)Depth,
        "depth0" => Depth - 1L,
        "cycle" => new TemplateFunction("cycle", arguments => arguments.InOrder.Count > 0
            ? arguments.InOrder[Index % arguments.InOrder.Count]
            : throw new TemplateFault("loop.cycle wants values to take in turn")),
        _ => new Undefined($"loop has no entry '{name}'"),
    };
}
