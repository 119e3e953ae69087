using System.Collections.Concurrent;

namespace ThreeSpo.Worlds.Alfworld.Generation;

/// <summary>One room as it is before any game is set in it: furniture, scenery, and which classes of things are found there.</summary>
/// <remarks>A function of the kind of room, the scene's number and <see cref="GameGenerator.Version"/>.</remarks>
public sealed record Layout
{
    private static readonly ConcurrentDictionary<(RoomKind, int), Layout> Known = new();

    private readonly Dictionary<string, int[]> _byClass;

    internal Layout(RoomKind room, int scene, IReadOnlyList<ReceptacleFacts> receptacles)
    {
        Room = room;
        Scene = scene;
        Receptacles = receptacles;
        _byClass = Enumerable.Range(0, receptacles.Count)
            .GroupBy(index => receptacles[index].Class)
            .ToDictionary(group => group.Key, group => group.ToArray());
        ReceptacleClasses = [.. _byClass.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The kind of room.</summary>
    public RoomKind Room { get; }

    /// <summary>The scene's number, from 1 to <see cref="GeneratedPanels.LastScene"/>.</summary>
    public int Scene { get; }

    /// <summary>The furniture.</summary>
    public IReadOnlyList<ReceptacleFacts> Receptacles { get; }

    /// <summary>The classes of the furniture, each once, in ordinal order.</summary>
    public IReadOnlyList<string> ReceptacleClasses { get; }

    /// <summary>What belongs to the room and stays where it is.</summary>
    public required IReadOnlyList<ObjectFacts> Scenery { get; init; }

    /// <summary>The classes of things that every game in this room has at least one of.</summary>
    public required IReadOnlyList<string> ThingClasses { get; init; }

    /// <summary>Locations where an agent may start: nothing else is there.</summary>
    public required IReadOnlyList<string> StartLocations { get; init; }

    /// <summary>Locations beside what lies in no receptacle.</summary>
    public required IReadOnlyList<string> OtherLocations { get; init; }

    /// <summary>The container table of every game in this room.</summary>
    public required IReadOnlySet<(string Receptacle, string Object)> CanContain { get; init; }

    /// <summary>The layout of a scene.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such room or scene.</exception>
    public static Layout Of(RoomKind room, int scene)
    {
        if (!Enum.IsDefined(room))
            throw new ArgumentOutOfRangeException(nameof(room), room, "Pass one of the four kinds of room.");

        if (scene is < 1 or > GeneratedPanels.LastScene)
        {
            throw new ArgumentOutOfRangeException(
                nameof(scene), scene, $"Scenes are numbered from 1 to {GeneratedPanels.LastScene}. Pass one of these.");
        }

        return Known.GetOrAdd((room, scene), static key => LayoutGenerator.Generate(key.Item1, key.Item2));
    }

    /// <summary>Indexes into <see cref="Receptacles"/> of all of a class: none if it is not in the room.</summary>
    public IReadOnlyList<int> Of(string receptacleClass) => _byClass.TryGetValue(receptacleClass, out int[]? indexes) ? indexes : [];
}
