using ThreeSpo.Credit;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;

namespace ThreeSpo.Tests.Fakes;

/// <summary>A learner with a critic beside it that keeps one value for each state, and moves it towards the returns that it is taught.</summary>
/// <param name="policy">Learns the policy.</param>
/// <param name="rate">The share of the way that a value moves. In (0, 1].</param>
internal sealed class CriticLearner(ILearner policy, double rate = 0.2) : ILearner, ICritic
{
    private readonly Dictionary<StateKey, double> _values = [];

    public ICritic? Critic => this;

    /// <summary>How many states it was asked of, each time that it was asked.</summary>
    public List<int> Asked { get; } = [];

    public double this[TreeNode node] => _values.GetValueOrDefault(node.State);

    public ValueTask<double[]> ValuesAsync(IReadOnlyList<TreeNode> nodes, CancellationToken cancellation)
    {
        Asked.Add(nodes.Count);
        return new([.. nodes.Select(node => this[node])]);
    }

    public ValueTask<UpdateReport> UpdateAsync(IReadOnlyList<CreditedGroup> groups, Draw draw, CancellationToken cancellation)
    {
        foreach (CreditedGroup group in groups.Where(group => group.Value is not null))
            _values[group.Node.State] = this[group.Node] + (rate * (group.Value!.Target - this[group.Node]));

        return policy.UpdateAsync([.. groups.Where(group => group.HasSpread)], draw, cancellation);
    }
}
