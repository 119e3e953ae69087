using ThreeSpo.Rollouts;

namespace ThreeSpo.Optimization.Light;

/// <summary>Describes the actions at a node by what an agent can read. Worlds bring their own.</summary>
public interface IActionFeatures
{
    /// <summary>A name that changes whenever the features do, so that weights are never read with other features.</summary>
    string Name { get; }

    /// <summary>The actions at a node and their features; at least one action.</summary>
    Choices Describe(TreeNode node);
}
