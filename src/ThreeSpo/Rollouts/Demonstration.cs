namespace ThreeSpo.Rollouts;

/// <summary>A state, and how somebody who shows the way would act there: what a language model's start imitates.</summary>
/// <param name="Node">The state; its parents are the way that led there.</param>
/// <param name="Answers">The actions, each with its probability; they sum to 1.</param>
public sealed record Demonstration(TreeNode Node, IReadOnlyList<(string Action, double Weight)> Answers);
