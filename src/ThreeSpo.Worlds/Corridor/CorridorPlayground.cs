using ThreeSpo.Environments;
using ThreeSpo.Optimization.Light;

namespace ThreeSpo.Worlds.Corridor;

/// <summary>The corridor as a run's world: short corridors to train on, the same lengths to be measured on, a table that starts empty.</summary>
public static class CorridorPlayground
{
    private const int Shortest = 6;
    private const int Longest = 20;

    /// <summary>Makes it.</summary>
    public static Playground Create()
    {
        TaskInstance[] tasks = [.. Enumerable.Range(Shortest, Longest - Shortest + 1).Select(CorridorWorld.TaskOf)];
        var panel = new Panel($"corridors of {Shortest} to {Longest} rooms", tasks, [.. tasks.Select(task => task.Id)]);
        return new Playground("corridor", new CorridorWorld(), panel, panel, new TabularFeatures(), () => new LightWeights());
    }
}
