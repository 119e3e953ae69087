using System.CommandLine;

namespace ThreeSpo.Cli.Verbs;

/// <summary>Options of several verbs that stand for settings of the shop.</summary>
internal static class WebshopOptions
{
    /// <summary>--catalogue DIR: the same as catalogue=DIR.</summary>
    public static Option<string?> Catalogue() => new("--catalogue")
    {
        Description = "world=webshop: folder with the official files, instead of the synthetic catalogue; the same as catalogue=DIR",
        HelpName = "DIR",
    };

    /// <summary>The words with that of the option, if it was given.</summary>
    public static string[] With(string[] words, string? catalogue) => catalogue is null ? words : [.. words, $"catalogue={catalogue}"];
}
