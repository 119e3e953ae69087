using ThreeSpo.Randomness;

namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>Lists of generated games for training, and for evaluation in rooms that training never enters.</summary>
/// <remarks>
/// The six kinds of task take turns. A longer list starts with the shorter one, so the number of games can be raised without
/// changing those already used.
/// </remarks>
public static class GeneratedPanels
{
    /// <summary>Scenes 1 to this one of every kind of room are for training.</summary>
    public const int LastTrainScene = 40;

    /// <summary>The scenes after <see cref="LastTrainScene"/>, to this one, are held out.</summary>
    public const int LastScene = 50;

    /// <summary>Whether a scene is held out from training.</summary>
    public static bool IsUnseen(int scene) => scene > LastTrainScene;

    /// <summary>Games in the scenes for training.</summary>
    /// <param name="count">How many. At least 0.</param>
    public static IReadOnlyList<GameFacts> Train(int count) => Panel(count, firstScene: 1, LastTrainScene);

    /// <summary>Games in the scenes held out.</summary>
    /// <param name="count">How many. At least 0.</param>
    public static IReadOnlyList<GameFacts> Unseen(int count) => Panel(count, LastTrainScene + 1, LastScene);

    // A game's place in the list is its index in the name, so no two places can hold the same game.
    private static GameFacts[] Panel(int count, int firstScene, int lastScene)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        TaskKind[] kinds = Enum.GetValues<TaskKind>();
        GameFacts[] games = new GameFacts[count];

        for (int place = 0; place < count; place++)
        {
            TaskKind kind = kinds[place % kinds.Length];
            Dice dice = new(new Draw(GameGenerator.Version, firstScene, place, Node: 0), Use.TaskOrder);
            RoomKind room = DrawRoom(kind, dice);
            int scene = firstScene + dice.Below(lastScene - firstScene + 1);
            games[place] = GameGenerator.Generate(room, scene, kind, place);
        }

        return games;
    }

    private static RoomKind DrawRoom(TaskKind kind, Dice dice)
    {
        int left = dice.Below(100);
        foreach ((RoomKind room, int percent) in RoomShares(kind))
        {
            left -= percent;
            if (left < 0)
                return room;
        }

        throw new InvalidOperationException($"The room shares of {kind} add up to less than 100 percent. Correct them in RoomShares.");
    }

    // Percent, rounded from the official games of each kind: about half of all games take place in kitchens.
    private static (RoomKind Room, int Percent)[] RoomShares(TaskKind kind) => kind switch
    {
        TaskKind.Simple => [(RoomKind.Kitchen, 10), (RoomKind.LivingRoom, 25), (RoomKind.Bedroom, 30), (RoomKind.Bathroom, 35)],
        TaskKind.Two => [(RoomKind.Kitchen, 15), (RoomKind.LivingRoom, 25), (RoomKind.Bedroom, 30), (RoomKind.Bathroom, 30)],
        TaskKind.Look => [(RoomKind.LivingRoom, 20), (RoomKind.Bedroom, 80)],
        TaskKind.Clean => [(RoomKind.Kitchen, 75), (RoomKind.Bathroom, 25)],
        _ => [(RoomKind.Kitchen, 100)],
    };
}
