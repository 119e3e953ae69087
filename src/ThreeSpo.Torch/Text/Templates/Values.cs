namespace ThreeSpo.Torch.Text.Templates;

/// <summary>What values of a template are to each other: as in Python.</summary>
/// <remarks>A value is null (none), an <see cref="Undefined"/>, a bool, a long, a double, a <see cref="TemplateText"/>, a list or a <see cref="TemplateMap"/>; or something made by the template.</remarks>
internal static class Values
{
    /// <summary>What a value is called in messages.</summary>
    public static string Kind(object? value) => value switch
    {
        null => "none",
        Undefined => "an undefined value",
        bool => "a boolean",
        long => "a whole number",
        double => "a number",
        TemplateText => "a text",
        IReadOnlyList<object?> => "a list",
        TemplateMap => "a mapping",
        TemplateNamespace => "a namespace",
        TemplateFunction => "a function",
        _ => "a loop",
    };

    /// <summary>Whether a value counts as true.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool flag => flag,
        long number => number != 0,
        double number => number != 0,
        TemplateText text => text.Text.Length > 0,
        IReadOnlyList<object?> list => list.Count > 0,
        TemplateMap map => map.Count > 0,
        _ => true,
    };

    /// <summary>Whether two values are equal.</summary>
    public static bool AreEqual(object? left, object? right, Work work)
    {
        work.Enter();
        bool equal = (left, right) switch
        {
            (null, null) or (Undefined, Undefined) => true,
            (TemplateText one, TemplateText other) => one.Text == other.Text,
            (IReadOnlyList<object?> one, IReadOnlyList<object?> other) =>
                one.Count == other.Count && one.Index().All(entry => AreEqual(entry.Item, other[entry.Index], work)),
            (TemplateMap one, TemplateMap other) =>
                one.Count == other.Count && one.Entries.All(entry => other.TryGet(entry.Key, out object? found) && AreEqual(entry.Value, found, work)),
            _ when TryWhole(left, out long one) && TryWhole(right, out long other) => one == other,
            _ when TryReal(left, out double one) && TryReal(right, out double other) => one == other,
            _ => ReferenceEquals(left, right),
        };
        work.Leave();
        return equal;
    }

    /// <summary>Which of two numbers or texts comes first: below 0 for the left one.</summary>
    public static int Compare(object? left, object? right, string sign) => (left, right) switch
    {
        (Undefined missing, _) => throw new TemplateFault(missing.What),
        (_, Undefined missing) => throw new TemplateFault(missing.What),
        (TemplateText one, TemplateText other) => Characters.Compare(one.Text, other.Text),
        _ when TryWhole(left, out long one) && TryWhole(right, out long other) => one.CompareTo(other),
        _ when TryReal(left, out double one) && TryReal(right, out double other) => one.CompareTo(other),
        _ => throw new TemplateFault($"'{sign}' cannot compare {Kind(left)} with {Kind(right)}"),
    };

    /// <summary>Whether a list, mapping or text holds a value.</summary>
    public static bool Holds(object? whole, object? part, Work work) => whole switch
    {
        Undefined => false,
        TemplateText text when part is TemplateText piece => Found(text, piece, work),
        TemplateText => throw new TemplateFault($"'in' looks for texts in a text, found {Kind(part)}"),
        TemplateMap map => part is TemplateText name && map.Has(name.Text),
        IReadOnlyList<object?> list => list.Any(item => AreEqual(item, part, work)),
        _ => throw new TemplateFault($"'in' looks into lists, mappings and texts, found {Kind(whole)}"),
    };

    /// <summary>The items that a loop goes through.</summary>
    public static IReadOnlyList<object?> Items(object? value, Work work)
    {
        IReadOnlyList<object?> items = value switch
        {
            Undefined => [],
            IReadOnlyList<object?> list => list,
            TemplateMap map => [.. map.Entries.Select(entry => new TemplateText(entry.Key, trusted: false))],
            TemplateText text => Letters(text, work),
            _ => throw new TemplateFault($"{Kind(value)} holds no items to go through"),
        };
        work.Spend(items.Count);
        return items;
    }

    /// <summary>The code points of a text, one text each.</summary>
    public static List<object?> Letters(TemplateText text, Work work)
    {
        work.Spend(2L * text.Text.Length);
        int[]? begins = Characters.Begins(text.Text);
        int count = begins?.Length - 1 ?? text.Text.Length;
        List<object?> letters = new(count);

        // Part by part would look for each letter's run from the begin.
        int run = 0;
        for (int i = 0; i < count; i++)
        {
            int begin = begins?[i] ?? i;
            int end = begins?[i + 1] ?? (i + 1);
            while (text.Runs[run].End <= begin)
                run++;

            letters.Add(end <= text.Runs[run].End ? new TemplateText(text.Text[begin..end], text.Runs[run].Trusted) : text.Part(begin, end - begin));
        }

        return letters;
    }

    /// <summary>A whole number; true and false count as 1 and 0.</summary>
    public static bool TryWhole(object? value, out long number)
    {
        number = value switch { long whole => whole, true => 1, _ => 0 };
        return value is long or bool;
    }

    /// <summary>Any number.</summary>
    public static bool TryReal(object? value, out double number)
    {
        number = value is double real ? real : TryWhole(value, out long whole) ? whole : 0;
        return value is double or long or bool;
    }

    private static bool Found(TemplateText text, TemplateText piece, Work work)
    {
        work.Length(text.Text.Length);
        return text.Text.Contains(piece.Text, StringComparison.Ordinal);
    }
}
