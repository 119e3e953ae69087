namespace ThreeSpo.Torch.Sampling;

/// <summary>A decoder at work on several prompts, each of which is answered several times. Used by one thread at a time.</summary>
/// <remarks>
/// What is common is encoded once: a prompt for all its answers, and the longest common beginning for all prompts that are admitted together
/// (<see cref="PrefixTree"/>). Answers come and go one by one; prompts come and go while others are under way.
/// </remarks>
internal interface IAnswerEngine : IDisposable
{
    /// <summary>Encodes prompts and makes room for their answers.</summary>
    /// <param name="prompts">At least one.</param>
    /// <returns>A row per prompt: the logits after its last token, with which all its answers begin.</returns>
    Logits Admit(IReadOnlyList<AnsweredPrompt> prompts);

    /// <summary>Reads what answers have written since, and says what may follow.</summary>
    /// <param name="reads">At least one; each answer of each prompt at most once, in any number and order.</param>
    /// <returns>A row per read: the logits after its last token.</returns>
    Logits Read(IReadOnlyList<AnswerRead> reads);

    /// <summary>Forgets a prompt and its answers.</summary>
    void Release(AnsweredPrompt prompt);

    /// <summary>Memory that a prompt and its answers take while they are under way. Unit: bytes.</summary>
    long BytesFor(AnsweredPrompt prompt);
}

/// <summary>A prompt that an engine answers.</summary>
/// <param name="tokens">Token ids, at least one.</param>
/// <param name="answers">n: how many answers it gets.</param>
/// <param name="longestAnswer">Most tokens of an answer, the end of the turn included.</param>
internal sealed class AnsweredPrompt(int[] tokens, int answers, int longestAnswer)
{
    /// <summary>Token ids, shape [T].</summary>
    public int[] Tokens { get; } = tokens;

    /// <summary>n.</summary>
    public int Answers { get; } = answers;

    /// <summary>Most tokens of an answer.</summary>
    public int LongestAnswer { get; } = longestAnswer;

    /// <summary>What the engine keeps of it; null while it is not admitted.</summary>
    public object? State { get; set; }
}

/// <summary>Tokens of an answer that an engine has not read yet.</summary>
/// <param name="Prompt">The prompt, admitted before.</param>
/// <param name="Answer">Which of its answers, from 0.</param>
/// <param name="Tokens">The tokens, at least one; they follow those read before.</param>
internal readonly record struct AnswerRead(AnsweredPrompt Prompt, int Answer, ReadOnlyMemory<int> Tokens);
