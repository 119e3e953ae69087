namespace ThreeSpo.Environments;

/// <summary>An immutable moment of an episode. Worlds derive their own; everything that can change travels in it.</summary>
public abstract class Snapshot
{
    /// <summary>The id of the task being played.</summary>
    public abstract string TaskId { get; }

    /// <summary>What the agent is asked to do.</summary>
    public abstract string Goal { get; }

    /// <summary>What the agent sees.</summary>
    public abstract string Observation { get; }

    /// <summary>Actions the world accepts here, in its own order; empty when any text goes.</summary>
    public abstract IReadOnlyList<string> Actions { get; }

    /// <summary>A canonical text of the hidden state: equal texts behave equally from here on.</summary>
    public abstract string WorldState { get; }

    /// <summary>An abstract state made from what the agent has read so far, or null where a world supplies none.</summary>
    public virtual string? Progress => null;
}
