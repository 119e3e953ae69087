namespace ThreeSpo.Cli.Verbs;

/// <summary>What somebody who plays types, or has written down.</summary>
internal static class PlayedLines
{
    /// <summary>The lines of a file, or of the keyboard.</summary>
    /// <param name="file">The file; null for the keyboard.</param>
    public static IEnumerable<string> Of(string? file)
    {
        if (file is null)
            return Keyboard();

        return File.Exists(file) ? File.ReadLines(file)
            : throw new UserMistakeException($"There is no file of actions at '{file}'. Write one action a line, or leave --actions out.");
    }

    /// <summary>The same lines, with a prompt printed before each.</summary>
    public static IEnumerable<string> Prompted(IEnumerable<string> lines)
    {
        Console.Write("> ");
        foreach (string line in lines)
        {
            yield return line;
            Console.Write("> ");
        }
    }

    private static IEnumerable<string> Keyboard()
    {
        while (Console.ReadLine() is { } line)
            yield return line;
    }
}
