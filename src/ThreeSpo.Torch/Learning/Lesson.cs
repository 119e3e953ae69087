using ThreeSpo.Credit;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Torch.Learning;

/// <summary>A prompt and what was answered to it: what one group teaches.</summary>
/// <param name="Prompt">Token ids; at least one.</param>
/// <param name="Answers">The answers, n of them.</param>
internal sealed record Lesson(int[] Prompt, IReadOnlyList<LessonAnswer> Answers)
{
    /// <summary>Tokens that go through the decoder for it: the prompt once, every answer once.</summary>
    public int Tokens => Prompt.Length + Answers.Sum(answer => answer.Tokens.Length);

    /// <summary>What a critic learns at the prompt; null without one.</summary>
    public ValueLesson? Value { get; init; }

    private readonly int[] _firsts = Firsts(Answers);

    /// <summary>Where an answer's tokens begin in a list of all answers' tokens.</summary>
    public int First(int answer) => _firsts[answer];

    private static int[] Firsts(IReadOnlyList<LessonAnswer> answers)
    {
        int[] firsts = new int[answers.Count];
        for (int i = 1; i < firsts.Length; i++)
            firsts[i] = firsts[i - 1] + answers[i - 1].Tokens.Length;

        return firsts;
    }
}

/// <summary>One answer, and what it is worth.</summary>
/// <param name="Tokens">Token ids, shape [R]; at least one.</param>
/// <param name="Allowed">What each token was chosen from; null for the whole vocabulary. Shape [R].</param>
/// <param name="Old">ln π_old of each token, 0 where it had no alternative, shape [R]. Unit: nats.</param>
/// <param name="Temperature">The temperature it was sampled at. Above 0.</param>
/// <param name="Advantage">A.</param>
internal sealed record LessonAnswer(int[] Tokens, IReadOnlyList<TokenSet?> Allowed, IReadOnlyList<double> Old, double Temperature, double Advantage)
{
    /// <summary>ln π_ref of each token over the same allowed sets, shape [R]; null until it is asked for. Unit: nats.</summary>
    public IReadOnlyList<double>? Reference { get; set; }

    /// <summary>Whether a token had an alternative: only then is there anything to learn from it.</summary>
    public bool IsLive(int token) => Allowed[token] is not { Count: 1 };

    /// <summary>How many tokens had one.</summary>
    public int LiveTokens => Enumerable.Range(0, Tokens.Length).Count(IsLive);
}
