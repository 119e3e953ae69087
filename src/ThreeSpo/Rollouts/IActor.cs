using ThreeSpo.Randomness;

namespace ThreeSpo.Rollouts;

/// <summary>The part of a policy that acts.</summary>
public interface IActor
{
    /// <summary>Samples actions for many states in one call.</summary>
    /// <param name="requests">The states, and how many actions each wants.</param>
    /// <param name="cancellation">Stops the sampling.</param>
    /// <returns>One list per request, in order, each as long as its <see cref="ProposalRequest.Count"/>.</returns>
    ValueTask<IReadOnlyList<IReadOnlyList<Proposal>>> ProposeAsync(
        IReadOnlyList<ProposalRequest> requests, CancellationToken cancellation);
}

/// <summary>A wish for actions at one state.</summary>
/// <param name="Node">Where the agent stands, and through its parents, how it came there.</param>
/// <param name="Count">n(s): how many to sample. At least 1.</param>
/// <param name="Draw">The draws of this node.</param>
/// <param name="FirstSample">How many samples were drawn at this node before; sample i uses index FirstSample + i.</param>
public readonly record struct ProposalRequest(TreeNode Node, int Count, Draw Draw, int FirstSample);
