using ThreeSpo.Cli.Runs;

namespace ThreeSpo.Cli.Policies;

/// <summary>What a language model needs otherwise than the light policy that the presets were made for. Data: language-defaults.json.</summary>
internal static class LanguageDefaults
{
    private static readonly GroupedDefaults Known = new("ThreeSpo.Cli.Policies.language-defaults.json", "language defaults");

    /// <summary>Keys and values: those for all models, then those for small ones, those for small ones with a preset, and those for small ones in a world.</summary>
    /// <param name="preset">The preset.</param>
    /// <param name="world">The world.</param>
    /// <param name="isSmall">Whether it is a small model.</param>
    /// <param name="isLora">Whether low-rank adapters alone learn: each of the groups is followed by one that ends in "lora".</param>
    public static IEnumerable<KeyValuePair<string, string>> For(string preset, string world, bool isSmall, bool isLora)
    {
        string[] groups = isSmall ? ["all", "small", $"small {preset}", $"small {world}"] : ["all"];
        return Known.Of(isLora ? groups.SelectMany(group => new[] { group, $"{group} lora" }) : groups);
    }
}
