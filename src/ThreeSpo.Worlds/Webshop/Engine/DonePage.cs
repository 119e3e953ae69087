namespace ThreeSpo.Worlds.Webshop;

/// <summary>The page at the end of a session. It shows the score, so no policy may be shown it.</summary>
public static class DonePage
{
    private static readonly string[] Before =
    [
        "Thank you for shopping with us!", "Your code: ", "None", " (Paste it in your MTurk interface.)", "Purchased", "asin",
    ];

    private static readonly string[] Between =
    [
        "attrs", "None", "category", "None", "query", "None", "product category", "None", "Target", "asin", "options", "attrs", "price upper",
        "instuction text", "category", "product category", "query", "Goal ", "None", "Reward", "Your score (min 0.0, max 1.0)",
    ];

    private static readonly string[] After = ["Reward Details ", "None"];

    /// <summary>The page.</summary>
    /// <param name="asin">What was bought.</param>
    /// <param name="options">With which options.</param>
    /// <param name="score">What it earned.</param>
    /// <param name="style">How it is put into words.</param>
    public static string Of(string asin, IReadOnlyList<ChosenOption> options, double score, PageStyle style)
    {
        string[] lines = [.. Before, asin, "options", OptionsJson.Of(options, forPages: true), .. Between, PythonNumber.Of(score), .. After];
        return style is PageStyle.Rich
            ? string.Concat(lines.Select(line => $"{line}\n"))
            : string.Join(PlainPage.Separator, lines.Select(line => line.Trim()));
    }
}
