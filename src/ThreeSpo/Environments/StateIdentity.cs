
namespace ThreeSpo.Environments;

/// <summary>What counts as the same state (specification, choice 3.3).</summary>
public enum StateIdentity
{
    /// <summary>The bare observation, shared over all tasks: the paper's.</summary>
    Text,

    /// <summary>The goal sentence and the observation.</summary>
    TaskText,

    /// <summary>The task's id and the observation.</summary>
    GameText,

    /// <summary>The task's id and the world's hidden state.</summary>
    World,

    /// <summary>The abstract key that a world makes from what the agent has read.</summary>
    Progress,

    /// <summary>What the moment, its actions and the way to it share with the goal: abstract, and without knowledge of the world.</summary>
    GoalWords,
}
