using ThreeSpo.Rollouts;

namespace ThreeSpo.Tests.Fakes;

/// <summary>An action that somebody simply said.</summary>
internal sealed record Said(string Action, double LogProbability = 0) : Proposal(Action, LogProbability);
