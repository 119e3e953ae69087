using System.Collections.Concurrent;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Answers as tokens, remembered: a world's actions come again and again.</summary>
/// <param name="model">The model whose tokens they are.</param>
internal sealed class AnswerBook(LanguageModel model)
{
    /// <summary>More texts than this are encoded anew each time.</summary>
    private const int MostRemembered = 100_000;

    private readonly ConcurrentDictionary<string, int[]> _known = new(StringComparer.Ordinal);

    /// <summary>The answers that a node allows.</summary>
    /// <exception cref="NotSupportedException">The world lists none.</exception>
    public AnswerTree Tree(IPrompts prompts, TreeNode node)
    {
        IReadOnlyList<string> actions = prompts.Actions(node);
        return actions.Count > 0
            ? AnswerTree.Of(actions.Select(action => Encoded(prompts.Answer(action))))
            : throw new NotSupportedException($"Task '{node.Snapshot.TaskId}' lists no actions that an answer could be held to. Use decoding=free.");
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
