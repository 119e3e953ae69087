using ThreeSpo.Environments;
using ThreeSpo.Rollouts;

namespace ThreeSpo.History;

/// <summary>Makes the keys that a run knows its states by.</summary>
/// <param name="state">Identity for counts, scores and credit.</param>
/// <param name="nodeState">Identity for choosing where to go back to.</param>
public sealed class StateKeys(StateIdentity state, StateIdentity nodeState)
{
    /// <summary>Both keys of a node: the one that counts, scores and credit go by, and the one that going back goes by.</summary>
    /// <exception cref="NotSupportedException">The world supplies no progress key.</exception>
    public (StateKey State, StateKey NodeState) Of(TreeNode node)
    {
        StateKey one = Of(node, state);
        return (one, nodeState == state ? one : Of(node, nodeState));
    }

    private static StateKey Of(TreeNode node, StateIdentity identity) => identity switch
    {
        StateIdentity.GoalWords => StateKey.Of(GoalWords.Of(node)),
        _ => StateKey.Of(node.Snapshot, identity),
    };
}
