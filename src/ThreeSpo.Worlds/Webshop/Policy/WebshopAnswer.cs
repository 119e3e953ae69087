using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Reads an answer that thinks first and then names its action, exactly as the code does that GiGPO and 3SPO were measured with on WebShop.</summary>
/// <remarks>
/// What that code does and <see cref="Prompts.TaggedAnswer"/> does not: tags in the wrong order mean an empty action, well formed; and an
/// answer without tags is read by its last 20 characters.
/// </remarks>
public static class WebshopAnswer
{
    private const string ActionOpens = "<action>";
    private const string ActionCloses = "</action>";
    private const int LastCharacters = 20;

    /// <summary>Reads any answer.</summary>
    /// <returns>The action in lower case; well formed where there are tags of an action, tags of a thought, and no Chinese characters.</returns>
    public static Reading Read(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        string lower = PythonText.Lower(answer);
        int open = lower.IndexOf(ActionOpens, StringComparison.Ordinal);
        int close = lower.IndexOf(ActionCloses, StringComparison.Ordinal);
        if (open < 0 || close < 0)
            return new Reading(Last(lower), WellFormed: false);

        int start = open + ActionOpens.Length;
        string action = close > start ? PythonText.Strip(lower[start..close]) : "";
        bool thinks = answer.Contains("<think>", StringComparison.Ordinal) && answer.Contains("</think>", StringComparison.Ordinal);
        return new Reading(action, thinks && !answer.Any(letter => letter is >= '\u4E00' and <= '\u9FFF'));
    }

    /// <summary>The last characters; a pair of surrogates counts as one.</summary>
    private static string Last(string text)
    {
        int start = text.Length;
        for (int taken = 0; taken < LastCharacters && start > 0; taken++)
            start -= start > 1 && char.IsSurrogatePair(text[start - 2], text[start - 1]) ? 2 : 1;

        return text[start..];
    }
}
