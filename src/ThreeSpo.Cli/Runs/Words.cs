using ThreeSpo.Settings;

namespace ThreeSpo.Cli.Runs;

/// <summary>Takes key=value words into a sheet.</summary>
internal static class Words
{
    public static void Into(string[] words, SettingsSheet sheet)
    {
        foreach (string word in words.Where(word => !word.Contains('=', StringComparison.Ordinal)))
            sheet.AddFault($"'{word}' is not key=value. For example: visits=10");

        sheet.Take(
            words.Where(word => word.Contains('=', StringComparison.Ordinal)).Select(word => word.Split('=', 2))
                .Select(parts => KeyValuePair.Create(parts[0], parts[1])),
            "command line");
        sheet.Check();
    }
}
