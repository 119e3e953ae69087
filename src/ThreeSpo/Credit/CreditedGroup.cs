using ThreeSpo.Rollouts;

namespace ThreeSpo.Credit;

/// <summary>Actions tried at one node, each with its advantage: what a policy learns from.</summary>
/// <param name="Node">Where they were tried.</param>
/// <param name="Branches">The actions, G of them.</param>
/// <param name="Rewards">R of each, shape [G].</param>
/// <param name="Advantages">A of each, shape [G].</param>
public sealed record CreditedGroup(TreeNode Node, IReadOnlyList<Branch> Branches, double[] Rewards, double[] Advantages)
{
    /// <summary>What a critic learns at the node; null for methods without one.</summary>
    public ValueLesson? Value { get; init; }

    /// <summary>Whether there is anything to learn for the policy: some advantage is not zero.</summary>
    public bool HasSpread => Advantages.Any(advantage => advantage != 0);
}
