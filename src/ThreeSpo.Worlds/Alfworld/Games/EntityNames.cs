namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Gives things the names the agent reads: class and number.</summary>
internal static class EntityNames
{
    /// <summary>The class that an id spells: what stands before its first "_bar_", plus "basin" if the id has one.</summary>
    public static string ClassOf(string id)
    {
        int bar = id.IndexOf("_bar_", StringComparison.Ordinal);
        string name = bar < 0 ? id : id[..bar];
        return id.Contains("basin", StringComparison.Ordinal) && !name.EndsWith("basin", StringComparison.Ordinal) ? name + "basin" : name;
    }

    /// <summary>Numbers every class downwards in the order of ids, so that the last id of a class is number 1.</summary>
    /// <param name="ids">Distinct ids, in any order.</param>
    /// <returns>Id to name, for example "cabinet 3".</returns>
    public static Dictionary<string, string> Number(IEnumerable<string> ids)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);

        foreach (IGrouping<string, string> sameClass in ids.GroupBy(ClassOf, StringComparer.Ordinal))
        {
            string[] sorted = [.. sameClass.Order(StringComparer.Ordinal)];
            for (int i = 0; i < sorted.Length; i++)
                names.Add(sorted[i], $"{sameClass.Key} {sorted.Length - i}");
        }

        return names;
    }
}
