using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Tests.Worlds.Alfworld.Generation;

/// <summary>Games of both splits, all kinds and all rooms, made once for all tests.</summary>
internal static class SampleGames
{
    public static IReadOnlyList<GameFacts> Train { get; } = GeneratedPanels.Train(600);

    public static IReadOnlyList<GameFacts> Unseen { get; } = GeneratedPanels.Unseen(300);

    /// <summary>Every scene once for every kind of task that its room allows.</summary>
    public static IReadOnlyList<GameFacts> EveryScene { get; } =
    [
        .. from kind in Enum.GetValues<TaskKind>()
           from room in GameGenerator.RoomsFor(kind)
           from scene in Enumerable.Range(1, GeneratedPanels.LastScene)
           select GameGenerator.Generate(room, scene, kind, index: 0),
    ];

    public static IEnumerable<GameFacts> All => [.. Train, .. Unseen, .. EveryScene];

    /// <summary>Classes of the receptacles in which a thing lies.</summary>
    public static IEnumerable<string> PlacesOf(GameFacts game, ObjectFacts thing) =>
        thing.In.Select(index => game.Receptacles[index].Class);

    /// <summary>Objects of the goal's class.</summary>
    public static IEnumerable<ObjectFacts> Wanted(GameFacts game) =>
        game.Objects.Where(thing => thing.Class == game.Goal.Object);
}
