namespace ThreeSpo.Rollouts;

/// <summary>Decides where a tree goes on, and where it goes back to.</summary>
public interface INavigator
{
    /// <summary>The node to look at next; null when nothing is left to go back to.</summary>
    TreeNode? Next(RolloutTree tree);

    /// <summary>Takes in what was tried: which child is followed, which wait, which are dropped.</summary>
    /// <param name="group">The actions and their outcomes.</param>
    /// <param name="rewards">R of each, shape [G].</param>
    /// <returns>The branches that end a path of this tree, each of which closes a trajectory.</returns>
    IReadOnlyList<Branch> Follow(StepGroup group, ReadOnlySpan<double> rewards);
}
