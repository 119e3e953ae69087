using ThreeSpo.Rollouts;

namespace ThreeSpo.Optimization.Light;

/// <summary>One feature per observation and action: a log-linear policy over them is a table.</summary>
public sealed class TabularFeatures : IActionFeatures
{
    /// <inheritdoc/>
    public string Name => "tabular/1";

    /// <inheritdoc/>
    public Choices Describe(TreeNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        uint state = FeatureHash.Text(node.Snapshot.Observation);
        IReadOnlyList<string> actions = node.Snapshot.Actions;
        return new Choices(actions, [.. actions.Select(action => FeatureHash.Of(0, state, FeatureHash.Text(action)))], Width: 1);
    }
}
