namespace ThreeSpo.Cli.Screens;

/// <summary>Breaks text into lines. No line breaks at a <see cref="Tie"/>.</summary>
internal static class Prose
{
    /// <summary>The width of a terminal that nobody made wider. Unit: letters.</summary>
    public const int Width = 80;

    /// <summary>A space that keeps the words on both sides of it together.</summary>
    public const char Tie = '\u00a0';

    /// <summary>Lines that all begin alike and break at spaces; a word that is too long for a line has one of its own.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">What each line begins with: an indent, or the mark of a comment.</param>
    public static IEnumerable<string> Lines(string text, string start)
    {
        string line = start;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > start.Length && line.Length + 1 + word.Length > Width)
            {
                yield return line.Replace(Tie, ' ');
                line = start;
            }

            line += line.Length > start.Length ? $" {word}" : word;
        }

        yield return line.Replace(Tie, ' ');
    }

    /// <summary>A text with every stretch of white space as one space: as much of it as possible fits into a line.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A text that begins with a capital letter.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
