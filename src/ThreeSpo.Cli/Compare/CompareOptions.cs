using System.Globalization;
using ThreeSpo.Outside;
using ThreeSpo.Settings;

namespace ThreeSpo.Cli.Compare;

/// <summary>What the command line says otherwise than a recipe.</summary>
/// <param name="Out">The study's folder; null for the usual one.</param>
/// <param name="Seeds">Seeds; null for the recipe's.</param>
/// <param name="Actions">The budget in sampled actions; null for the recipe's.</param>
/// <param name="Parallel">How many runs at once; null for as many as suit the policy.</param>
internal sealed record CompareOptions(string? Out, IReadOnlyList<long>? Seeds, long? Actions, int? Parallel)
{
    private const int MostSeeds = 1000;
    private static readonly string[] Known = ["seeds", "actions", "out", "parallel"];

    /// <summary>Reads key=value words; later ones win.</summary>
    /// <exception cref="SettingsException">Something is wrong; every fault is listed.</exception>
    public static CompareOptions Of(IReadOnlyList<string> words)
    {
        List<string> faults = [];
        var options = new CompareOptions(null, null, null, null);
        foreach (string word in words)
        {
            string[] parts = word.Split('=', 2);
            string key = parts[0];
            string value = parts.Length > 1 ? parts[1] : "";
            options = key switch
            {
                _ when parts.Length < 2 => Not(options, faults, $"'{Printable.Line(word)}' is not key=value. For example: seeds=5"),
                "out" when value.Length > 0 => options with { Out = value },
                "out" => Not(options, faults, "'out' is empty, but must be a folder. For example: out=studies/mine"),
                "seeds" when SeedsIn(value) is { } seeds => options with { Seeds = seeds },
                "seeds" => Not(options, faults, $"'seeds' is '{Printable.Line(value)}', but must be different whole numbers such as 1,2,3, or how many, up to {MostSeeds}."),
                "actions" when Whole(value) is { } actions and >= 1 => options with { Actions = actions },
                "actions" => Not(options, faults, $"'actions' is '{Printable.Line(value)}', but must be a whole number above 0."),
                "parallel" when Whole(value) is { } parallel and >= 1 and <= 256 => options with { Parallel = (int)parallel },
                "parallel" => Not(options, faults, $"'parallel' is '{Printable.Line(value)}', but must lie in 1 … 256."),
                _ => Not(options, faults, $"there is no '{Printable.Line(key)}' for a study. Did you mean '{Nearest.To(key, Known)}'? There are: {string.Join(", ", Known)}; everything else stands in the recipe."),
            };
        }

        return faults.Count == 0 ? options : throw new SettingsException(faults);
    }

    private static CompareOptions Not(CompareOptions options, List<string> faults, string fault)
    {
        faults.Add(fault);
        return options;
    }

    private static long[]? SeedsIn(string text)
    {
        if (!text.Contains(',', StringComparison.Ordinal) && Whole(text) is >= 1 and <= MostSeeds and { } count)
            return [.. Enumerable.Range(1, (int)count).Select(seed => (long)seed)];

        long?[] seeds = [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Whole)];
        return text.Contains(',', StringComparison.Ordinal) && seeds.Length is > 0 and <= MostSeeds && seeds.All(seed => seed >= 0) && seeds.Distinct().Count() == seeds.Length
            ? [.. seeds.Select(seed => seed!.Value)] : null;
    }

    private static long? Whole(string text) =>
        decimal.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
        && number == decimal.Truncate(number) && number is >= 0 and <= 1_000_000_000_000 ? (long)number : null;
}
