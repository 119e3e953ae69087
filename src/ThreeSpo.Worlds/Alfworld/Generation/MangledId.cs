namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>Ids in the style of the benchmark, from which the engine derives classes and numbers.</summary>
internal static class MangledId
{
    private const string Basin = "basin";

    /// <summary>The id of the n-th of a class.</summary>
    /// <remarks>
    /// A basin is named after its fixture, "sink_bar_001_bar_sinkbasin": the class of an id is the part before the first
    /// "_bar_", plus "basin" when the id contains that word.
    /// </remarks>
    public static string Of(string className, int number) => className.EndsWith(Basin, StringComparison.Ordinal)
        ? $"{className[..^Basin.Length]}_bar_{number:000}_bar_{className}"
        : $"{className}_bar_{number:000}";
}
