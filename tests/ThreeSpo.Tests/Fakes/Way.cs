using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Tests.Fakes;

/// <summary>Nodes in a row, as an episode leaves them.</summary>
internal static class Way
{
    private static readonly StateKeys Keys = new(StateIdentity.Text, StateIdentity.Text);

    /// <summary>A node that knows of nothing before it, as the root of a tree that began at an archived state.</summary>
    public static TreeNode Root(Snapshot snapshot, int depth = 0) => new(snapshot, null, depth, 0, Keys);

    /// <summary>Takes actions one after the other.</summary>
    /// <returns>The last node.</returns>
    public static TreeNode Through(PureEnvironment world, TreeNode from, params IEnumerable<string> actions)
    {
        foreach (string action in actions)
            from = new TreeNode(world.Step(from.Snapshot, action).Next, from, from.Depth + 1, from.Index + 1, Keys, action);

        return from;
    }

    /// <summary>A prompt as text.</summary>
    public static string Told(IReadOnlyList<Message> messages) =>
        string.Concat(messages.Select(message => $"[{message.Role}]\n{message.Text}\n"));
}
