namespace ThreeSpo.Cli.Runs;

/// <summary>What a world needs otherwise than ALFWorld, which the presets were made for. Data: world-defaults.json.</summary>
internal static class WorldDefaults
{
    private static readonly GroupedDefaults Known = new("ThreeSpo.Cli.Runs.world-defaults.json", "world defaults");

    /// <summary>Keys and values: those of the world, then those of the world with a preset.</summary>
    public static IEnumerable<KeyValuePair<string, string>> For(string world, string preset) => Known.Of(world, $"{world} {preset}");
}
