namespace ThreeSpo.Torch.Sampling;

/// <summary>The answers that are allowed, as a prefix tree over tokens; the end of the turn belongs to every answer.</summary>
/// <remarks>Without the end, "cabinet 1" would be allowed to stop where "cabinet 10" goes on, and their probabilities would not add up to 1.</remarks>
internal sealed class AnswerTree : AnswerPlace
{
    private readonly AnswerTree?[] _next;

    private AnswerTree(int[] tokens, AnswerTree?[] next)
    {
        Allowed = new TokenSet(tokens);
        _next = next;
        Longest = 1 + next.Max(after => after?.Longest ?? 0);
    }

    public override int Longest { get; }

    public override TokenSet Allowed { get; }

    /// <summary>Makes the tree of some answers.</summary>
    /// <param name="answers">Token ids of each, all ended by the end of the turn; at least one answer.</param>
    public static AnswerTree Of(IEnumerable<int[]> answers)
    {
        int[][] sorted = [.. answers.Order(Comparer<int[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)))];
        return Build(sorted, depth: 0);
    }

    public override AnswerTree? After(int token) => _next[Allowed.IndexOf(token)];

    private static AnswerTree Build(ReadOnlySpan<int[]> answers, int depth)
    {
        List<int> tokens = [];
        List<AnswerTree?> next = [];
        while (answers.Length > 0)
        {
            int token = answers[0][depth];
            int alike = 1;
            while (alike < answers.Length && answers[alike][depth] == token)
                alike++;

            tokens.Add(token);
            next.Add(answers[0].Length == depth + 1 ? null : Build(answers[..alike], depth + 1));
            answers = answers[alike..];
        }

        return new AnswerTree([.. tokens], [.. next]);
    }
}
