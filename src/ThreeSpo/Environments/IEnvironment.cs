namespace ThreeSpo.Environments;

/// <summary>A text world without state of its own: any snapshot it ever gave out can be continued, any number of times.</summary>
public interface IEnvironment
{
    /// <summary>Opens a task.</summary>
    ValueTask<Snapshot> StartAsync(TaskInstance task, CancellationToken cancellation);

    /// <summary>Takes one action. The snapshot passed in stays valid, so many actions can be tried from it.</summary>
    ValueTask<Transition> StepAsync(Snapshot from, string action, CancellationToken cancellation);
}
