namespace ThreeSpo.Rollouts;

/// <summary>One sampled action. Policies derive their own and keep in it what learning from it needs.</summary>
/// <param name="Action">The text handed to the world.</param>
/// <param name="LogProbability">ln π_old(action | state) under the distribution it was sampled from. Unit: nats.</param>
public abstract record Proposal(string Action, double LogProbability)
{
    /// <summary>Length of the prompt, which all actions of a group share; 0 for a policy that reads no text. Unit: tokens.</summary>
    public virtual int PromptTokens => 0;

    /// <summary>Length of the answer; 0 for a policy that writes no text. Unit: tokens.</summary>
    public virtual int ResponseTokens => 0;

    /// <summary>The answer as it was written, where it says more than the action; else null.</summary>
    public virtual string? Written => null;

    /// <summary>Whether the answer had the form it was asked for.</summary>
    public virtual bool WellFormed => true;

    /// <summary>Why no action could be sampled; null where one was. The world is not told of it, and the episode ends as faulted, for this reason.</summary>
    public virtual string? Refusal => null;
}
