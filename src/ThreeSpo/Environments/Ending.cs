namespace ThreeSpo.Environments;

/// <summary>How an episode ended.</summary>
public enum Ending
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>The task was solved.</summary>
    Succeeded,

    /// <summary>The task can no longer be solved.</summary>
    Failed,

    /// <summary>The step limit was reached; says nothing about the task. Set by the collector, never by a world.</summary>
    Truncated,

    /// <summary>The world threw or timed out, or no action could be sampled; says nothing about the policy's choices.</summary>
    Faulted,
}
