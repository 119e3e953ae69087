using ThreeSpo.Randomness;

namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>Makes new games: pure functions, the same game for the same inputs on every machine.</summary>
public static class GameGenerator
{
    /// <summary>Raised whenever any generated game changes; part of every game's name and of every draw.</summary>
    public const int Version = 1;

    private const int UsesOfAKind = 1 << 16;
    private const int NestedPercent = 20;

    /// <summary>Generates a game.</summary>
    /// <param name="room">The kind of room; it must allow the kind of task, see <see cref="RoomsFor"/>.</param>
    /// <param name="scene">The scene, from 1 to <see cref="GeneratedPanels.LastScene"/>.</param>
    /// <param name="kind">The kind of task.</param>
    /// <param name="index">Which of the games of this kind in this scene. At least 0.</param>
    /// <returns>A game that can be won and is not won yet, in the texts of <see cref="AlfworldVersion.V213"/>.</returns>
    /// <exception cref="ArgumentException">The room does not allow the kind of task.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such room, scene, kind or index.</exception>
    public static GameFacts Generate(RoomKind room, int scene, TaskKind kind, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        IReadOnlyList<RoomKind> rooms = RoomsFor(kind);
        Layout layout = Layout.Of(room, scene);

        if (!rooms.Contains(room))
            throw new ArgumentException($"A {room} allows no {kind} task. Pass one of: {string.Join(", ", rooms)}.", nameof(room));

        Dice dice = new(new Draw(Version, (int)room, scene, index), Use.Game + ((int)kind * UsesOfAKind));
        AlfworldGoal goal = GoalChoice.Draw(layout, kind, dice);
        string start = dice.Pick(layout.StartLocations);
        List<ObjectFacts> objects = [.. layout.Scenery, .. Lamp(layout, kind, dice), .. Things(layout, goal, dice)];

        return new GameFacts
        {
            Id = new GeneratedGameId(kind, goal.Object, goal.Target, room, scene, index).ToString(),
            Version = AlfworldVersion.V213,
            Goal = goal,
            AgentLocation = start,
            Receptacles = layout.Receptacles,
            Objects = objects,
            CanContain = layout.CanContain,
            Cool = Cool(layout, goal, objects),
            InObject = Nested(objects, dice),
        };
    }

    /// <summary>Generates a game again from its name.</summary>
    /// <exception cref="GameFormatException">It is not the name of a game of this generator.</exception>
    public static GameFacts FromId(string id)
    {
        GeneratedGameId read = GeneratedGameId.Parse(id);
        GameFacts game = Generate(read.Room, read.Scene, read.Kind, read.Index);

        return game.Id == id
            ? game
            : throw new GameFormatException($"'{id}' names no game: this room, scene, kind and index make '{game.Id}'. Use that name.");
    }

    /// <summary>The kinds of room in which a kind of task can be set.</summary>
    public static IReadOnlyList<RoomKind> RoomsFor(TaskKind kind) => GoalRules.RoomsFor(kind);

    // A room without a desk lamp gets one when the task needs it.
    private static ObjectFacts[] Lamp(Layout layout, TaskKind kind, Dice dice)
    {
        if (kind != TaskKind.Look || layout.Scenery.Any(thing => thing.Class == GoalRules.Lamp))
            return [];

        ThingRow row = RoomTable.Of(layout.Room).Scenery.First(row => row.Class == GoalRules.Lamp);
        return [ObjectPlacer.Place(row, number: 1, layout, dice, new Placement(Reachable: true))];
    }

    private static IEnumerable<ObjectFacts> Things(Layout layout, AlfworldGoal goal, Dice dice)
    {
        foreach (ThingRow row in RoomTable.Of(layout.Room).Things.Where(row => layout.ThingClasses.Contains(row.Class)))
        {
            bool wanted = row.Class == goal.Object;
            int needed = wanted ? GoalRules.ObjectsNeeded(goal.Kind) : 0;
            int count = Math.Max(needed, dice.Count(row.Min, row.Mean, row.Max));

            for (int number = 1; number <= count; number++)
            {
                Placement asked = wanted
                    ? new Placement(GoalRules.Avoided(goal.Kind, goal.Target), Reachable: number <= needed, Whole: goal.Target)
                    : new Placement();
                yield return ObjectPlacer.Place(row, number, layout, dice, asked);
            }
        }
    }

    // The benchmark marks cool things of the goal's class only.
    private static string[] Cool(Layout layout, AlfworldGoal goal, List<ObjectFacts> objects) =>
    [
        .. objects
            .Where(thing => thing.Class == goal.Object && thing.In.Any(index => layout.Receptacles[index].Class == "fridge"))
            .Select(thing => thing.Id),
    ];

    // Now and then cutlery lies in a dish beside which it was put.
    private static (string Inner, string Outer)[] Nested(List<ObjectFacts> objects, Dice dice)
    {
        if (!dice.Chance(NestedPercent))
            return [];

        IEnumerable<(string, string)> pairs =
            from inner in objects
            where inner.Class is "butterknife" or "fork" or "knife" or "spatula" or "spoon"
            from outer in objects
            where outer.Affordances.HasFlag(Affordances.Receptacle) && outer.In.Intersect(inner.In).Any()
            where AlfworldClasses.CanContain(outer.Class, inner.Class)
            select (inner.Id, outer.Id);

        (string, string)[] found = [.. pairs];
        return found.Length > 0 ? [dice.Pick(found)] : [];
    }
}
