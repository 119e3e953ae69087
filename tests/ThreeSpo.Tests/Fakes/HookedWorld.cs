using ThreeSpo.Environments;
using ThreeSpo.Worlds.Corridor;

namespace ThreeSpo.Tests.Fakes;

/// <summary>The corridor, with a hand in it: either function can be replaced by one that misbehaves.</summary>
internal sealed class HookedWorld(
    Func<TaskInstance, Snapshot>? start = null, Func<Snapshot, string, Transition>? step = null) : PureEnvironment
{
    private static readonly CorridorWorld Corridor = new();

    /// <summary>The snapshots that steps were taken from, in order.</summary>
    public List<Snapshot> Restored { get; } = [];

    public override Snapshot Start(TaskInstance task) => start is null ? Corridor.Start(task) : start(task);

    public override Transition Step(Snapshot from, string action)
    {
        Restored.Add(from);
        return step is null ? Corridor.Step(from, action) : step(from, action);
    }
}
