using System.Collections.Concurrent;
using ThreeSpo.Outside;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Answers as tokens, remembered: a world's actions come again and again.</summary>
/// <param name="model">The model whose tokens they are.</param>
/// <param name="freeTokens">Most tokens of the text in an open action.</param>
internal sealed class AnswerBook(LanguageModel model, int freeTokens)
{
    /// <summary>More texts than this are encoded anew each time.</summary>
    private const int MostRemembered = 100_000;

    private readonly ConcurrentDictionary<string, int[]> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, OpenForm> _forms = new(StringComparer.Ordinal);

    /// <summary>The answers that a node allows.</summary>
    /// <exception cref="NotSupportedException">The world lists none, or an open one that cannot be told from its text.</exception>
    public AnswerPlace Tree(IPrompts prompts, TreeNode node)
    {
        IReadOnlyList<string> actions = prompts.Actions(node);
        IReadOnlyList<OpenAction> open = prompts.OpenActions(node);
        if (actions.Count + open.Count == 0)
            throw new NotSupportedException($"Task '{node.Snapshot.TaskId}' lists no actions that an answer could be held to. Use decoding=free.");

        AnswerTree[] closed = actions.Count > 0 ? [AnswerTree.Of(actions.Select(action => Encoded(prompts.Answer(action))))] : [];
        return open.Count == 0
            ? closed[0]
            : AnyOf.Of([.. closed, .. open.Select(action => FormOf(prompts, action).Begin(model.FreeTokens, freeTokens))], model.FreeTokens);
    }

    /// <summary>The tokens of the answer that means an action of a node, the end of the turn last: closed if it can be, else an open one with its text.</summary>
    /// <remarks>What of a text cannot be written is left out, and one that is too long ends early: demonstrators know neither tokenizer nor limit.</remarks>
    /// <exception cref="ArgumentException">An open action has a text of which nothing can be written.</exception>
    public int[] Encoded(IPrompts prompts, TreeNode node, string action)
    {
        IReadOnlyList<OpenAction> open = prompts.OpenActions(node);
        OpenAction? form = open.Count == 0 || prompts.Actions(node).Contains(action) ? null : open.FirstOrDefault(one => one.TextOf(action) is not null);
        return form is null ? Encoded(prompts.Answer(action)) : Filled(FormOf(prompts, form), form.TextOf(action)!);
    }

    private OpenForm FormOf(IPrompts prompts, OpenAction action)
    {
        string outline = OpenForm.Outline(prompts, action);
        if (_forms.TryGetValue(outline, out OpenForm? known))
            return known;

        var form = OpenForm.Of(outline, model);
        if (_forms.Count < MostRemembered)
            _forms.TryAdd(outline, form);

        return form;
    }

    private int[] Filled(OpenForm form, string text)
    {
        int[] tokens = [.. model.Tokenizer.Encode(text).Where(model.FreeTokens.Any.Contains).Take(freeTokens)];
        if (!tokens.Any(model.FreeTokens.Visible.Contains))
            throw new ArgumentException($"The text '{Printable.Line(text)}' cannot be written: wanted more than spaces, brackets, line breaks, and letters that the tokenizer has only in parts. Leave them out.", nameof(text));

        return [.. form.Opening, .. tokens, .. form.Closing];
    }

    /// <summary>The tokens of an answer, the end of the turn last.</summary>
    public int[] Encoded(string answer)
    {
        if (_known.TryGetValue(answer, out int[]? known))
            return known;

        int[] tokens = [.. model.Tokenizer.Encode(answer), model.Chat.EndOfTurn];
        if (_known.Count < MostRemembered)
            _known.TryAdd(answer, tokens);

        return tokens;
    }
}
