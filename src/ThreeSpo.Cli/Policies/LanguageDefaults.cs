using ThreeSpo.Cli.Runs;

namespace ThreeSpo.Cli.Policies;

/// <summary>What a language model needs otherwise than the light policy that the presets were made for. Data: language-defaults.json.</summary>
internal static class LanguageDefaults
{
    private static readonly GroupedDefaults Known = new("ThreeSpo.Cli.Policies.language-defaults.json", "language defaults");

    /// <summary>Keys and values: those for all models, then those for small ones, those for small ones with a preset, and those for small ones in a world.</summary>
    public static IEnumerable<KeyValuePair<string, string>> For(string preset, string world, bool isSmall) =>
        Known.Of(isSmall ? ["all", "small", $"small {preset}", $"small {world}"] : ["all"]);
}
