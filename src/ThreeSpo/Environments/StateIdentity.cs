using System.ComponentModel;

namespace ThreeSpo.Environments;

/// <summary>What counts as the same state (specification, choice 3.3).</summary>
public enum StateIdentity
{
    /// <summary>The bare observation, shared over all tasks: the paper's.</summary>
    [Description("the bare observation, shared over all tasks")]
    Text,

    /// <summary>The goal sentence and the observation.</summary>
    [Description("goal sentence + observation")]
    TaskText,

    /// <summary>The task's id and the observation.</summary>
    [Description("task id + observation")]
    GameText,

    /// <summary>The task's id and the world's hidden state.</summary>
    [Description("task id + hidden world state")]
    World,

    /// <summary>The abstract key that a world makes from what the agent has read.</summary>
    [Description("the world's abstract progress key; knows the task, exact-text methods do not")]
    Progress,
}
