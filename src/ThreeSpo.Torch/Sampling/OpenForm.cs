using ThreeSpo.Outside;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Torch.Sampling;

/// <summary>An open action as tokens: what is forced before its hole and after it.</summary>
/// <param name="Opening">Token ids before the hole.</param>
/// <param name="Closing">Token ids after it, the end of the turn last; none of the first of them is free text.</param>
/// <remarks>
/// Opening, text and closing are encoded each on its own: a token across an edge, such as one for "[red", is never written. So sampling, imitation and
/// learning agree on what the edge looks like, whatever the text is.
/// </remarks>
internal sealed record OpenForm(int[] Opening, int[] Closing)
{
    /// <summary>Stands for the text: a character for private use, which no wording has.</summary>
    private const char Hole = '\uE000';

    /// <summary>The answer of an open action, with a mark in place of its text.</summary>
    /// <param name="prompts">Say how an answer must read.</param>
    /// <param name="action">The action.</param>
    public static string Outline(IPrompts prompts, OpenAction action) => prompts.Answer($"{action.Before}{Hole}{action.After}");

    /// <summary>Makes the form of an answer.</summary>
    /// <param name="outline">Its <see cref="Outline"/>.</param>
    /// <param name="model">The model whose tokens they are.</param>
    /// <exception cref="NotSupportedException">The answer does not hold the text once, or it cannot be told where the text ends.</exception>
    public static OpenForm Of(string outline, LanguageModel model)
    {
        int hole = outline.IndexOf(Hole, StringComparison.Ordinal);
        if (hole < 0 || outline.LastIndexOf(Hole) != hole)
            throw new NotSupportedException($"The answer '{Shown(outline)}' of an open action must hold the action's text once, word for word. Change the Answer of the prompts.");

        string closing = outline[(hole + 1)..];
        if (closing.Length > 0 && FreeTokens.MayHold(closing.EnumerateRunes().First()))
            throw new NotSupportedException($"What comes after the text of '{Shown(outline)}' could be part of the text. Let it begin with one of ] > [ < or a line break, or leave it out.");

        return new OpenForm(model.Tokenizer.Encode(outline[..hole]), [.. model.Tokenizer.Encode(closing), model.Chat.EndOfTurn]);
    }

    private static string Shown(string outline) => Printable.Line(outline.Replace(Hole, '…'));

    /// <summary>The place where an answer of this form begins.</summary>
    /// <param name="free">What the text is made of.</param>
    /// <param name="most">Most tokens of the text.</param>
    public AnswerPlace Begin(FreeTokens free, int most)
    {
        var hole = new FreeText(this, free, most, 0, isVisible: false);
        return Opening.Length == 0 ? hole : new ForcedText(Opening, 0, hole);
    }
}
