using ThreeSpo.Environments;

namespace ThreeSpo.History;

/// <summary>Makes the keys that a run knows its states by.</summary>
/// <param name="state">Identity for counts, scores and credit.</param>
/// <param name="nodeState">Identity for choosing where to go back to, and for what is new.</param>
public sealed class StateKeys(StateIdentity state, StateIdentity nodeState)
{
    private readonly bool _goesByWords = state is StateIdentity.GoalWords || nodeState is StateIdentity.GoalWords;

    /// <summary>What the keys of a node need to know of the way to it; null where they go by its snapshot alone.</summary>
    /// <param name="snapshot">Where the episode stands.</param>
    /// <param name="before">What the node before knows; null at a root.</param>
    /// <param name="action">What was tried there.</param>
    /// <param name="prefix">The actions from the task's start to a root.</param>
    internal GoalWords? WordsAt(Snapshot snapshot, GoalWords? before, string? action, IReadOnlyList<string> prefix)
    {
        if (!_goesByWords)
            return null;

        return before is null
            ? prefix.Aggregate(GoalWords.Of(snapshot.Goal), (words, taken) => words.After(taken))
            : before.After(action ?? "");
    }

    /// <summary>Both keys of a node: the one that counts, scores and credit go by, and the one that going back and novelty go by.</summary>
    /// <exception cref="NotSupportedException">The world supplies no progress key.</exception>
    internal (StateKey State, StateKey NodeState) Of(Snapshot snapshot, GoalWords? words)
    {
        StateKey one = Of(snapshot, words, state);
        return (one, nodeState == state ? one : Of(snapshot, words, nodeState));
    }

    private static StateKey Of(Snapshot snapshot, GoalWords? words, StateIdentity identity) =>
        identity is StateIdentity.GoalWords ? StateKey.Of(words!.TextOf(snapshot)) : StateKey.Of(snapshot, identity);
}
