using ThreeSpo.Environments;

namespace ThreeSpo.History;

/// <summary>Makes the keys that a run knows its states by.</summary>
/// <param name="state">Identity for counts, scores and credit.</param>
/// <param name="nodeState">Identity for choosing where to go back to.</param>
public sealed class StateKeys(StateIdentity state, StateIdentity nodeState)
{
    /// <summary>The key that counts, scores and credit go by.</summary>
    public StateKey State(Snapshot snapshot) => StateKey.Of(snapshot, state);

    /// <summary>The key that choosing where to go back to goes by.</summary>
    public StateKey NodeState(Snapshot snapshot) => StateKey.Of(snapshot, nodeState);
}
