namespace ThreeSpo.Rollouts;

/// <summary>One sampled action. Policies derive their own and keep in it what learning from it needs.</summary>
/// <param name="Action">The text handed to the world.</param>
/// <param name="LogProbability">ln π_old(action | state) under the distribution it was sampled from. Unit: nats.</param>
public abstract record Proposal(string Action, double LogProbability);
