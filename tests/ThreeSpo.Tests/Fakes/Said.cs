using ThreeSpo.Rollouts;

namespace ThreeSpo.Tests.Fakes;

/// <summary>An action that somebody simply said.</summary>
/// <param name="Action">What was said.</param>
/// <param name="LogProbability">How likely it was.</param>
/// <param name="Asked">Tokens of the prompt.</param>
/// <param name="Answered">Tokens of the answer.</param>
/// <param name="InForm">Whether it was said as asked for.</param>
internal sealed record Said(string Action, double LogProbability = 0, int Asked = 0, int Answered = 0, bool InForm = true)
    : Proposal(Action, LogProbability)
{
    public override int PromptTokens => Asked;

    public override int ResponseTokens => Answered;

    public override bool WellFormed => InForm;

    public override string? Refusal => Why;

    /// <summary>Why nothing could be said; null where something was.</summary>
    public string? Why { get; init; }
}
