namespace ThreeSpo.Environments;

/// <summary>A world that answers at once: two pure functions over immutable snapshots.</summary>
public abstract class PureEnvironment : IEnvironment
{
    /// <summary>Opens a task.</summary>
    public abstract Snapshot Start(TaskInstance task);

    /// <summary>Takes one action from a snapshot, which stays as it is.</summary>
    public abstract Transition Step(Snapshot from, string action);

    /// <inheritdoc/>
    public ValueTask<Snapshot> StartAsync(TaskInstance task, CancellationToken cancellation) => new(Start(task));

    /// <inheritdoc/>
    public ValueTask<Transition> StepAsync(Snapshot from, string action, CancellationToken cancellation) => new(Step(from, action));
}
