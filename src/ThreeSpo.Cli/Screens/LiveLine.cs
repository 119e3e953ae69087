namespace ThreeSpo.Cli.Screens;

/// <summary>What is going on, in one line of the standard error that is written over again and again.</summary>
internal static class LiveLine
{
    /// <summary>Shows what is going on; nothing where nobody looks.</summary>
    /// <param name="what">What.</param>
    /// <param name="quiet">Whether a program reads what this one prints.</param>
    public static void Show(string what, bool quiet)
    {
        if (!quiet && !Console.IsErrorRedirected)
            Console.Error.Write($"\r{Cut(what)}");
    }

    /// <summary>Takes the line away.</summary>
    public static void Clear(bool quiet)
    {
        if (!quiet && !Console.IsErrorRedirected)
            Console.Error.Write($"\r{Cut("")}\r");
    }

    private static string Cut(string what) => what.Length < Prose.Width ? what.PadRight(Prose.Width - 1) : what[..(Prose.Width - 1)];
}
