namespace ThreeSpo.Torch.Text.Templates;

/// <summary>Methods of mappings. None of them changes one.</summary>
internal static class MapMethods
{
    /// <summary>A method by its name; null where there is none.</summary>
    public static TemplateFunction? Find(TemplateMap map, string name) => name switch
    {
        "items" => new(name, given => { given.None(); return Items(map, given.Work); }),
        "keys" => new(name, given => { given.None(); return Values.Items(map, given.Work).ToList(); }),
        "values" => new(name, given =>
        {
            given.None();
            given.Work.Spend(map.Count);
            return map.Entries.Select(entry => entry.Value).ToList();
        }),
        "get" => new(name, given => Get(map, given)),
        _ => null,
    };

    /// <summary>Names with their values, as lists of two.</summary>
    public static List<object?> Items(TemplateMap map, Work work)
    {
        work.Spend(map.Count);
        return [.. map.Entries.Select(entry => (object?)new List<object?> { new TemplateText(entry.Key, trusted: false), entry.Value })];
    }

    private static object? Get(TemplateMap map, Arguments given)
    {
        object?[] values = given.Bind("key", "default");
        return map.TryGet(given.Text(values[0], "key").Text, out object? value) ? value : values[1] == Arguments.Absent ? null : values[1];
    }
}
