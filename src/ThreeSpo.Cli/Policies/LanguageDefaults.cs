using ThreeSpo.Cli.Runs;

namespace ThreeSpo.Cli.Policies;

/// <summary>What a language model needs otherwise than the light policy that the presets were made for. Data: language-defaults.json.</summary>
internal static class LanguageDefaults
{
    private static readonly GroupedDefaults Known = new("ThreeSpo.Cli.Policies.language-defaults.json", "language defaults");

    /// <summary>Keys and values: those for all models, then those for small ones, then those for small ones with a preset.</summary>
    public static IEnumerable<KeyValuePair<string, string>> For(string preset, bool isSmall) =>
        Known.Of(isSmall ? ["all", "small", $"small {preset}"] : ["all"]);
}
