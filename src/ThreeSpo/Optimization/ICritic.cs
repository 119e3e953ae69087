using ThreeSpo.Rollouts;

namespace ThreeSpo.Optimization;

/// <summary>The part of a policy that foresees how an episode will end: a value head on what the policy itself computes.</summary>
public interface ICritic
{
    /// <summary>V(s) of every node, as the critic stands.</summary>
    /// <param name="nodes">The nodes, N of them.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The values, shape [N]. In units of return.</returns>
    ValueTask<double[]> ValuesAsync(IReadOnlyList<TreeNode> nodes, CancellationToken cancellation);
}
