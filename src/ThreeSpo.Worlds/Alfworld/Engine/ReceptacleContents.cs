namespace ThreeSpo.Worlds.Alfworld;

/// <summary>What one receptacle holds at some moment. Immutable; texts and commands that follow from it are made once.</summary>
internal sealed class ReceptacleContents
{
    private readonly AlfworldGame _game;
    private readonly int _receptacle;
    private readonly int[] _objects;
    private readonly int[] _removed;
    private string? _listing;
    private string? _arrival;
    private string? _opening;
    private AlfworldCommand[]? _takes;

    private ReceptacleContents(AlfworldGame game, int receptacle, int[] objects, int[] removed)
    {
        _game = game;
        _receptacle = receptacle;
        _objects = objects;
        _removed = removed;

        foreach (int item in objects)
        {
            GoalObjects += game.IsGoalObject(item) ? 1 : 0;
            HasGoalLamp |= game.IsGoalLamp(item);
            HasToggleable |= game.Can(item, Affordances.Toggleable);
        }
    }

    /// <summary>The objects, in order.</summary>
    public ReadOnlySpan<int> Objects => _objects;

    /// <summary>Objects that were taken from here and not put back, in order.</summary>
    public ReadOnlySpan<int> Removed => _removed;

    /// <summary>How many of the objects are of the goal's object class.</summary>
    public int GoalObjects { get; }

    /// <summary>Whether a lamp that a look task asks for is among them.</summary>
    public bool HasGoalLamp { get; }

    /// <summary>Whether something among them can be turned on.</summary>
    public bool HasToggleable { get; }

    /// <summary>What the agent reads when it looks in.</summary>
    public string Listing => _listing ??= _game.Texts.Listing(_receptacle, _objects);

    /// <summary>What the agent reads when it walks here and can see in.</summary>
    public string Arrival => _arrival ??= _game.Texts.Arrive(_receptacle) + Listing;

    /// <summary>What the agent reads when it opens the door.</summary>
    public string Opening => _opening ??= $"You open the {_game.ReceptacleName(_receptacle)}. {Listing}";

    /// <summary>Everything that can be taken from here, in the order of texts.</summary>
    public AlfworldCommand[] Takes => _takes ??= ListTakes();

    public static ReceptacleContents Start(AlfworldGame game, int receptacle, int[] objects) => new(game, receptacle, objects, []);

    public bool Contains(int item) => Array.BinarySearch(_objects, item) >= 0;

    public ReceptacleContents Without(int item) =>
        new(_game, _receptacle, SortedSet.Remove(_objects, item), SortedSet.Add(_removed, item));

    public ReceptacleContents With(int item) =>
        new(_game, _receptacle, SortedSet.Add(_objects, item), SortedSet.Remove(_removed, item));

    private AlfworldCommand[] ListTakes()
    {
        CommandBook book = _game.Commands;
        int[] objects = Array.FindAll(_objects, item => _game.Can(item, Affordances.Pickupable));
        Array.Sort(objects, (a, b) => book.ObjectRank(a).CompareTo(book.ObjectRank(b)));
        return Array.ConvertAll(objects, item => book.Take(item, _receptacle));
    }
}
