namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>Chooses what a game asks for.</summary>
internal static class GoalChoice
{
    // Things go to a basin to be cleaned: none is a target in the official games.
    private static readonly string[] NeverTargets = ["sinkbasin", "bathtubbasin"];

    /// <summary>Draws a goal that a room allows: first the target's class, then the object's among those that fit.</summary>
    /// <exception cref="InvalidOperationException">The room allows no goal of this kind.</exception>
    public static AlfworldGoal Draw(Layout layout, TaskKind kind, Dice dice)
    {
        List<(string Target, string[] Objects)> choices =
        [
            .. Targets(layout, kind)
                .Select(target => (target, Objects(layout, kind, target)))
                .Where(choice => choice.Item2.Length > 0),
        ];

        if (choices.Count == 0)
        {
            throw new InvalidOperationException(
                $"{layout.Room} scene {layout.Scene} allows no {kind} goal. Use another scene, or add furniture to its room's table.");
        }

        (string target, string[] objects) = dice.Pick(choices);
        string wanted = dice.Pick(objects);
        return new AlfworldGoal(kind, wanted, target, GoalSentence.Of(kind, wanted, target, second: dice.Chance(50)));
    }

    private static IEnumerable<string> Targets(Layout layout, TaskKind kind) => kind == TaskKind.Look
        ? [GoalRules.Lamp]
        : layout.ReceptacleClasses.Where(name => !NeverTargets.Contains(name) && name != GoalRules.Appliance(kind));

    private static string[] Objects(Layout layout, TaskKind kind, string target) =>
    [
        .. RoomTable.Of(layout.Room).Things
            .Where(row => layout.ThingClasses.Contains(row.Class))
            .Where(row => AlfworldClasses.AffordancesOf(row.Class).HasFlag(GoalRules.Needed(kind)))
            .Where(row => kind == TaskKind.Look || layout.CanContain.Contains((target, row.Class)))
            .Where(row => row.Max >= GoalRules.ObjectsNeeded(kind))
            .Where(row => ObjectPlacer.CanPlace(row, layout, GoalRules.Avoided(kind, target)))
            .Select(row => row.Class),
    ];
}
