using System.Text;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Everything in a game that can change, at one moment. Immutable: parts that did not change are shared.</summary>
internal sealed class RoomState
{
    private readonly ReceptacleContents[] _contents;
    private readonly int[][] _objectsAt;
    private readonly ObjectMarks[] _marks;
    private readonly bool[] _opened;
    private AlfworldCommandList? _commands;

    private RoomState(
        AlfworldGame game, int station, int held, ReceptacleContents[] contents, int[][] objectsAt, ObjectMarks[] marks, bool[] opened)
    {
        Game = game;
        Station = station;
        Held = held;
        _contents = contents;
        _objectsAt = objectsAt;
        _marks = marks;
        _opened = opened;
    }

    public AlfworldGame Game { get; }

    /// <summary>Where the agent stands; -1 before the first walk.</summary>
    public int Station { get; }

    /// <summary>The object in the agent's hands, or -1.</summary>
    public int Held { get; }

    /// <summary>What is admissible here.</summary>
    public AlfworldCommandList Commands => _commands ??= new(AdmissibleCommands.In(this));

    /// <summary>The state before the first step.</summary>
    /// <param name="game">The game.</param>
    /// <param name="receptacleOrder">For each receptacle of the game, its index among the facts.</param>
    /// <param name="locations">The location of each station.</param>
    public static RoomState Start(AlfworldGame game, int[] receptacleOrder, string[] locations)
    {
        Dictionary<string, ObjectFacts> facts = game.Facts.Objects.ToDictionary(item => item.Id, StringComparer.Ordinal);
        List<int>[] contents = Array.ConvertAll(receptacleOrder, _ => new List<int>());
        List<int>[] objectsAt = Array.ConvertAll(locations, _ => new List<int>());
        ObjectMarks[] marks = new ObjectMarks[game.ObjectCount];
        HashSet<string> cool = new(game.Facts.Cool, StringComparer.Ordinal);
        int[] receptacleOfFact = new int[receptacleOrder.Length];
        for (int r = 0; r < receptacleOrder.Length; r++)
            receptacleOfFact[receptacleOrder[r]] = r;

        for (int item = 0; item < game.ObjectCount; item++)
        {
            ObjectFacts fact = facts[game.ObjectId(item)];
            foreach (int place in fact.In.Distinct())
                contents[receptacleOfFact[place]].Add(item);

            foreach (string location in fact.Locations.Distinct())
            {
                int station = Array.BinarySearch(locations, location, StringComparer.Ordinal);
                if (station >= 0)
                    objectsAt[station].Add(item);
            }

            marks[item] = cool.Contains(fact.Id) ? ObjectMarks.Cool : ObjectMarks.None;
        }

        return new RoomState(game, -1, -1, [.. contents.Select((held, r) => ReceptacleContents.Start(game, r, [.. held]))],
            [.. objectsAt.Select(list => list.ToArray())], marks, new bool[game.ReceptacleCount]);
    }

    public ReceptacleContents Contents(int receptacle) => _contents[receptacle];

    public bool IsOpened(int receptacle) => _opened[receptacle];

    /// <summary>Whether the agent, standing at a receptacle, can see and reach into it.</summary>
    public bool IsAccessible(int receptacle) => _opened[receptacle] || !Game.IsOpenable(receptacle);

    public bool IsHere(int receptacle) => Game.StationOf(receptacle) == Station;

    public ObjectMarks Marks(int item) => _marks[item];

    /// <summary>Objects whose own nearest location is the agent's, in order.</summary>
    public ReadOnlySpan<int> ObjectsHere => Station < 0 ? [] : _objectsAt[Station];

    public bool IsObjectHere(int item) => Station >= 0 && Array.BinarySearch(_objectsAt[Station], item) >= 0;

    public RoomState WalkedTo(int station) => new(Game, station, Held, _contents, _objectsAt, _marks, _opened);

    public RoomState WithDoor(int receptacle, bool open)
    {
        bool[] opened = (bool[])_opened.Clone();
        opened[receptacle] = open;
        return new(Game, Station, Held, _contents, _objectsAt, _marks, opened);
    }

    public RoomState Taken(int item, int receptacle) => new(Game, Station, item,
        With(_contents, receptacle, _contents[receptacle].Without(item)),
        With(_objectsAt, Station, SortedSet.Remove(_objectsAt[Station], item)), _marks, _opened);

    public RoomState Moved(int item, int receptacle) => new(Game, Station, -1,
        With(_contents, receptacle, _contents[receptacle].With(item)),
        With(_objectsAt, Station, SortedSet.Add(_objectsAt[Station], item)), _marks, _opened);

    public RoomState Marked(int item, ObjectMarks added, ObjectMarks removed = ObjectMarks.None)
    {
        ObjectMarks changed = (_marks[item] | added) & ~removed;
        return changed == _marks[item] ? this : new(Game, Station, Held, _contents, _objectsAt, With(_marks, item, changed), _opened);
    }

    /// <summary>Whether the goal holds now.</summary>
    public bool IsWon() => Goals.Hold(this);

    /// <summary>A canonical text of the state.</summary>
    public string Describe()
    {
        StringBuilder text = new();
        text.Append($"at {Station} held {Held}");

        for (int r = 0; r < _contents.Length; r++)
        {
            text.Append(_opened[r] ? ";o" : ";").AppendJoin(',', _contents[r].Objects.ToArray());
            if (!_contents[r].Removed.IsEmpty)
                text.Append('-').AppendJoin(',', _contents[r].Removed.ToArray());
        }

        foreach (int[] objects in _objectsAt)
            text.Append('|').AppendJoin(',', objects);

        for (int item = 0; item < _marks.Length; item++)
        {
            if (_marks[item] != ObjectMarks.None)
                text.Append($" {item}:{(int)_marks[item]}");
        }

        return text.ToString();
    }

    private static T[] With<T>(T[] items, int index, T item)
    {
        T[] copy = (T[])items.Clone();
        copy[index] = item;
        return copy;
    }
}
