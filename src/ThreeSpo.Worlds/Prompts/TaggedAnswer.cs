using ThreeSpo.Rollouts;

namespace ThreeSpo.Worlds.Prompts;

/// <summary>An answer that thinks first and then names its action, each between tags.</summary>
/// <remarks>
/// It is read as by the code that GiGPO (arXiv 2505.10978) and 3SPO were measured with, but a closing tag that stands before the
/// opening one is passed over.
/// </remarks>
public static class TaggedAnswer
{
    private const string ActionOpens = "<action>";
    private const string ActionCloses = "</action>";
    private const int LastCharacters = 30;

    /// <summary>An answer that means an action. It holds no thoughts, so what a model writes itself should be longer.</summary>
    public static string Write(string action) => $"{ActionOpens}{action}{ActionCloses}";

    /// <summary>Reads an answer.</summary>
    /// <returns>
    /// The text between the first opening tag of an action and the tag that closes it, in lower case, without white space around it;
    /// without such tags the last 30 characters. Well formed where there is an action, there are both tags of a thought, and nothing
    /// is written in Chinese characters.
    /// </returns>
    public static Reading Read(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        string lower = answer.ToLowerInvariant();
        int open = lower.IndexOf(ActionOpens, StringComparison.Ordinal);
        int start = open + ActionOpens.Length;
        int end = open < 0 ? -1 : lower.IndexOf(ActionCloses, start, StringComparison.Ordinal);
        return end < 0
            ? new Reading(lower[^Math.Min(LastCharacters, lower.Length)..], WellFormed: false)
            : new Reading(lower[start..end].Trim(), Thinks(answer) && !answer.Any(IsChinese));
    }

    private static bool Thinks(string answer) =>
        answer.Contains("<think>", StringComparison.Ordinal) && answer.Contains("</think>", StringComparison.Ordinal);

    private static bool IsChinese(char letter) => letter is >= '\u4E00' and <= '\u9FFF';
}
