namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>What makes a goal possible in a room, and not yet reached at the start.</summary>
internal static class GoalRules
{
    /// <summary>The lamp of every "look" game.</summary>
    public const string Lamp = "desklamp";

    /// <summary>The kinds of room in which a kind of task can be set.</summary>
    public static IReadOnlyList<RoomKind> RoomsFor(TaskKind kind) => kind switch
    {
        TaskKind.Simple or TaskKind.Two => [RoomKind.Kitchen, RoomKind.LivingRoom, RoomKind.Bedroom, RoomKind.Bathroom],
        TaskKind.Look => [RoomKind.LivingRoom, RoomKind.Bedroom],
        TaskKind.Clean => [RoomKind.Kitchen, RoomKind.Bathroom],
        TaskKind.Heat or TaskKind.Cool => [RoomKind.Kitchen],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Pass one of the six kinds of task."),
    };

    /// <summary>The receptacle class where the object is changed; null if the task changes nothing.</summary>
    public static string? Appliance(TaskKind kind) => kind switch
    {
        TaskKind.Clean => "sinkbasin",
        TaskKind.Heat => "microwave",
        TaskKind.Cool => "fridge",
        _ => null,
    };

    /// <summary>What an object must allow to be asked for.</summary>
    public static Affordances Needed(TaskKind kind) => kind switch
    {
        TaskKind.Clean => Affordances.Pickupable | Affordances.Cleanable,
        TaskKind.Heat => Affordances.Pickupable | Affordances.Heatable,
        TaskKind.Cool => Affordances.Pickupable | Affordances.Coolable,
        _ => Affordances.Pickupable,
    };

    /// <summary>How many objects of the goal's class must be within reach.</summary>
    public static int ObjectsNeeded(TaskKind kind) => kind == TaskKind.Two ? 2 : 1;

    /// <summary>The receptacle class where no object of the goal's class lies at the start; null if they may lie anywhere.</summary>
    /// <remarks>As in the official games: none lies in the target already, and none in the appliance that would change it.</remarks>
    public static string? Avoided(TaskKind kind, string target) =>
        kind is TaskKind.Simple or TaskKind.Two ? target : Appliance(kind);
}
