using ThreeSpo.Rollouts;

namespace ThreeSpo.Torch.Sampling;

/// <summary>Why an answer ended.</summary>
public enum AnswerEnd
{
    /// <summary>The model ended its turn.</summary>
    Turn,

    /// <summary>The limit of tokens was reached.</summary>
    Limit,

    /// <summary>One of the stop texts was written.</summary>
    Stop,

    /// <summary>Nothing was written: the prompt is too long for the model, or for the memory.</summary>
    TooLong,
}

/// <summary>An action that a language model wrote, with everything that learning from it needs.</summary>
/// <param name="Action">What the world is told.</param>
/// <param name="LogProbability">ln π_old of the answer as a whole. Unit: nats.</param>
/// <param name="Prompt">Token ids of the prompt; one array for all actions of a state.</param>
/// <param name="Answer">Token ids of the answer, the end of the turn included where it was written, shape [R].</param>
/// <param name="LogProbabilities">ln π_old of each token; 0 where it had no alternative, shape [R]. Unit: nats.</param>
/// <param name="Allowed">What each token was chosen from; null for the whole vocabulary, shape [R].</param>
/// <param name="Temperature">The temperature it was sampled at.</param>
/// <param name="Text">The answer as it was written.</param>
/// <param name="Formed">Whether it had the form that was asked for.</param>
/// <param name="End">Why it ended.</param>
/// <param name="PolicyVersion">How often the policy had been updated.</param>
public sealed record LanguageProposal(
    string Action, double LogProbability, int[] Prompt, int[] Answer, double[] LogProbabilities, IReadOnlyList<TokenSet?> Allowed,
    double Temperature, string Text, bool Formed, AnswerEnd End, long PolicyVersion)
    : Proposal(Action, LogProbability)
{
    /// <inheritdoc/>
    public override int PromptTokens => Prompt.Length;

    /// <inheritdoc/>
    public override int ResponseTokens => Answer.Length;

    /// <inheritdoc/>
    public override string? Written => Text == Action ? null : Text;

    /// <inheritdoc/>
    public override bool WellFormed => Formed;

    /// <inheritdoc/>
    public override string? Refusal => Reason;

    /// <summary>Why nothing was written; null where something was.</summary>
    public string? Reason { get; init; }
}
