using System.Globalization;
using ThreeSpo.Environments;

namespace ThreeSpo.Worlds.Corridor;

/// <summary>The smallest world there is to learn in: a row of rooms, two doors each, the goal in the last one.</summary>
public sealed class CorridorWorld : PureEnvironment
{
    private const string Kind = "corridor";

    /// <summary>The task of a corridor of some length.</summary>
    /// <param name="rooms">Rooms between the start and the goal; at least 1.</param>
    public static TaskInstance TaskOf(int rooms)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rooms, 1);
        return new TaskInstance($"{Kind}-{rooms.ToString(CultureInfo.InvariantCulture)}", Kind);
    }

    /// <inheritdoc/>
    public override Snapshot Start(TaskInstance task)
    {
        ArgumentNullException.ThrowIfNull(task);
        string[] parts = task.Id.Split('-');
        return parts is [Kind, var digits] && int.TryParse(digits, CultureInfo.InvariantCulture, out int rooms) && rooms >= 1
            ? new CorridorSnapshot(task.Id, rooms, 0)
            : throw new ArgumentException($"No corridor is called '{task.Id}'. Ids look like 'corridor-5'.", nameof(task));
    }

    /// <inheritdoc/>
    public override Transition Step(Snapshot from, string action)
    {
        var here = (CorridorSnapshot)from;
        int move = action switch
        {
            "right" => 1,
            "left" => -1,
            _ => 0,
        };

        var next = new CorridorSnapshot(here.TaskId, here.Rooms, Math.Max(0, here.Room + move));
        bool solved = next.Room == here.Rooms;
        return new Transition(next, solved ? 1 : 0, (double)next.Room / here.Rooms, move != 0, solved ? Ending.Succeeded : Ending.None);
    }
}

/// <summary>A place in a corridor.</summary>
/// <param name="taskId">The task's id.</param>
/// <param name="rooms">The goal's number.</param>
/// <param name="room">The number of the room the agent is in, from 0.</param>
public sealed class CorridorSnapshot(string taskId, int rooms, int room) : Snapshot
{
    private static readonly string[] Doors = ["left", "right"];

    /// <summary>The goal's number.</summary>
    public int Rooms { get; } = rooms;

    /// <summary>The number of the room the agent is in, from 0.</summary>
    public int Room { get; } = room;

    /// <inheritdoc/>
    public override string TaskId { get; } = taskId;

    /// <inheritdoc/>
    public override string Goal => "reach the last room";

    /// <inheritdoc/>
    public override string Observation { get; } = $"room {room.ToString(CultureInfo.InvariantCulture)}";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Actions => Doors;

    /// <inheritdoc/>
    public override string WorldState => Observation;

    /// <inheritdoc/>
    public override string Progress => Observation;
}
