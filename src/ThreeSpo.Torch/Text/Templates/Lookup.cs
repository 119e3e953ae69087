namespace ThreeSpo.Torch.Text.Templates;

/// <summary>Parts of values by name, place and slice.</summary>
internal static class Lookup
{
    /// <summary>value.name: a method where there is one of this name, else an entry. What is missing is undefined.</summary>
    public static object? Attribute(object? value, string name) => value switch
    {
        Undefined missing => throw new TemplateFault(missing.What),
        TemplateMap map when MapMethods.Find(map, name) is { } method => method,
        TemplateMap map when map.TryGet(name, out object? entry) => entry,
        TemplateNamespace space when space.Entries.TryGet(name, out object? entry) => entry,
        TemplateText text when TextMethods.Find(text, name) is { } method => method,
        TemplateLoop loop => loop.Entry(name),
        _ => new Undefined($"{Values.Kind(value)} has no '{name}'"),
    };

    /// <summary>value[which]: an entry or item. What is missing is undefined.</summary>
    public static object? Item(object? value, object? which) => (value, which) switch
    {
        (Undefined missing, _) => throw new TemplateFault(missing.What),
        (TemplateMap map, TemplateText name) when map.TryGet(name.Text, out object? entry) => entry,
        (IReadOnlyList<object?> list, long or bool) when Values.TryWhole(which, out long place) => InList(list, place),
        (TemplateText text, long or bool) when Values.TryWhole(which, out long place) => Letter(text, place),
        (_, TemplateText name) => Attribute(value, name.Text),
        _ => new Undefined($"{Values.Kind(value)} has no such item"),
    };

    /// <summary>value[from:to:step].</summary>
    public static object? Slice(object? value, object? from, object? to, object? step, Work work)
    {
        long by = Bound(step) ?? 1;
        if (by == 0)
            throw new TemplateFault("a slice steps by 0");

        if (value is TemplateText text)
        {
            if (by == 1)
                return Part(text, from, to, work);

            var builder = new TemplateTextBuilder();
            foreach (TemplateText letter in Places(Values.Letters(text, work), from, to, by).Cast<TemplateText>())
                builder.Append(letter);

            return builder.ToText();
        }

        IReadOnlyList<object?> list = value switch
        {
            IReadOnlyList<object?> found => found,
            Undefined missing => throw new TemplateFault(missing.What),
            _ => throw new TemplateFault($"{Values.Kind(value)} cannot be sliced"),
        };
        work.Spend(list.Count);
        return Places(list, from, to, by);
    }

    private static TemplateText Part(TemplateText text, object? from, object? to, Work work)
    {
        work.Length(text.Text.Length);
        int[]? begins = Characters.Begins(text.Text);
        int count = begins?.Length - 1 ?? text.Text.Length;
        int first = Clamped(Bound(from) ?? 0, count);
        int end = Math.Max(first, Clamped(Bound(to) ?? count, count));
        int begin = begins?[first] ?? first;
        return text.Part(begin, (begins?[end] ?? end) - begin);
    }

    private static List<object?> Places(IReadOnlyList<object?> list, object? from, object? to, long by)
    {
        List<object?> found = [];
        if (by > 0)
        {
            int end = Clamped(Bound(to) ?? list.Count, list.Count);
            for (long i = Clamped(Bound(from) ?? 0, list.Count); i < end; i = i > end - by ? end : i + by)
                found.Add(list[(int)i]);

            return found;
        }

        long last = Bound(to) is { } bound ? Below(bound, list.Count) : -1;
        long step = Math.Max(by, -(long)list.Count - 1);
        for (long i = Bound(from) is { } start ? Below(start, list.Count) : list.Count - 1; i > last; i += step)
            found.Add(list[(int)i]);

        return found;
    }

    private static int Clamped(long place, int count) => (int)Math.Clamp(place < 0 ? place + count : place, 0, count);

    private static long Below(long place, int count) => Math.Clamp(place < 0 ? place + count : place, -1, count - 1);

    private static long? Bound(object? value) => value is null ? null : Values.TryWhole(value, out long place) ? place
        : throw new TemplateFault($"a slice wants whole numbers, found {Values.Kind(value)}");

    private static object? InList(IReadOnlyList<object?> list, long place)
    {
        long index = place < 0 ? place + list.Count : place;
        return index >= 0 && index < list.Count ? list[(int)index] : new Undefined($"a list of {list.Count} has no item {place}");
    }

    private static object? Letter(TemplateText text, long place)
    {
        int[]? begins = Characters.Begins(text.Text);
        int count = begins?.Length - 1 ?? text.Text.Length;
        long index = place < 0 ? place + count : place;
        if (index < 0 || index >= count)
            return new Undefined($"a text of {count} has no character {place}");

        int begin = begins?[index] ?? (int)index;
        return text.Part(begin, (begins?[index + 1] ?? ((int)index + 1)) - begin);
    }
}
