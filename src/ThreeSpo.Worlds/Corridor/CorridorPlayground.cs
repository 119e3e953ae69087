using ThreeSpo.Environments;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Worlds.Prompts;

namespace ThreeSpo.Worlds.Corridor;

/// <summary>The corridor as a run's world: short corridors to train on, the same lengths to be measured on, a table that starts empty.</summary>
public static class CorridorPlayground
{
    /// <summary>Makes it.</summary>
    /// <param name="shortest">Rooms of the shortest corridor; at least 1.</param>
    /// <param name="longest">Rooms of the longest one.</param>
    public static Playground Create(int shortest = 6, int longest = 20)
    {
        TaskInstance[] tasks = [.. Enumerable.Range(shortest, longest - shortest + 1).Select(CorridorWorld.TaskOf)];
        var panel = new Panel($"corridors of {shortest} to {longest} rooms", tasks, [.. tasks.Select(task => task.Id)]);
        return new Playground(
            "corridor", new CorridorWorld(), panel, panel, new TabularFeatures(), () => new LightWeights(), PlainPrompts.Create);
    }
}
