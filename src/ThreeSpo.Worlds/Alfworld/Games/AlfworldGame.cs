using ThreeSpo.Environments;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>A game ready to be played: checked facts, names, and everything that makes a step fast. Immutable.</summary>
/// <remarks>
/// Receptacles and objects have indexes in the ordinal order of their ids. A station is a location that has receptacles: only
/// there can the agent do anything. Stations have indexes in the ordinal order of their locations; -1 is the start.
/// </remarks>
public sealed class AlfworldGame
{
    private readonly ReceptacleFacts[] _receptacles;
    private readonly ObjectFacts[] _objects;
    private readonly string[] _receptacleNames;
    private readonly string[] _objectNames;
    private readonly int[] _stations;
    private readonly int[][] _here;
    private readonly bool[][] _fits;
    private readonly int[] _classes;
    private readonly bool[] _goalObjects;
    private readonly int[] _goalReceptacles;
    private readonly int[][] _inside;
    private readonly Lazy<string> _fingerprint;

    /// <summary>Compiles a game.</summary>
    /// <exception cref="GameFormatException">The facts contradict themselves, pass the bounds, or are won already.</exception>
    public AlfworldGame(GameFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        GameCheck.Check(facts);
        Facts = facts;
        _fingerprint = new(() => GameFingerprint.Of(facts));

        int[] receptacleOrder = Order(facts.Receptacles, item => item.Id);
        _receptacles = [.. receptacleOrder.Select(index => facts.Receptacles[index])];
        _objects = [.. facts.Objects.OrderBy(item => item.Id, StringComparer.Ordinal)];

        string[] locations = [.. _receptacles.Select(item => item.Location).Distinct().Order(StringComparer.Ordinal)];
        _stations = [.. _receptacles.Select(item => Array.BinarySearch(locations, item.Location, StringComparer.Ordinal))];
        _here = new int[locations.Length][];
        for (int station = 0; station < _here.Length; station++)
            _here[station] = [.. Enumerable.Range(0, _receptacles.Length).Where(r => _stations[r] == station)];

        Dictionary<string, string> names = EntityNames.Number(
            _receptacles.Select(item => item.Id).Concat(_objects.Select(item => item.Id)).Concat(AllLocations(facts)).Distinct(StringComparer.Ordinal));
        _receptacleNames = [.. _receptacles.Select(item => names[item.Id])];
        _objectNames = [.. _objects.Select(item => names[item.Id])];
        StationNames = [.. locations.Select(location => names[location])];

        (_fits, _classes) = FitTable(facts);
        _goalObjects = [.. _objects.Select(item => item.Class == Goal.Object)];
        _inside = InsideTable(facts);
        _goalReceptacles = [.. Enumerable.Range(0, _receptacles.Length).Where(IsGoalReceptacle)];
        Commands = new CommandBook(this);
        Texts = new GameTexts(this);
        StartState = RoomState.Start(this, receptacleOrder, locations);

        if (StartState.IsWon())
            throw new GameFormatException($"Game '{Printable.Line(Id, 200)}' is won before the first step, wanted one with something left to do. Leave it out.");
    }

    /// <summary>What it was made from.</summary>
    public GameFacts Facts { get; }

    /// <summary>Its own name.</summary>
    public string Id => Facts.Id;

    /// <summary>Which texts it uses.</summary>
    public AlfworldVersion Version => Facts.Version;

    /// <summary>When it is won.</summary>
    public AlfworldGoal Goal => Facts.Goal;

    /// <summary>It as a task for a run; the kind is the task type in lower case.</summary>
    public TaskInstance Task => new(Id, KindName);

    /// <summary>16 hexadecimal digits that tell games apart by their facts instead of their ids.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>How many receptacles there are.</summary>
    public int ReceptacleCount => _receptacles.Length;

    /// <summary>How many objects there are.</summary>
    public int ObjectCount => _objects.Length;

    /// <summary>How many locations have receptacles.</summary>
    public int StationCount => _here.Length;

    /// <summary>Receptacles of the goal's target class, in order; none in a look task, whose target is a lamp.</summary>
    public ReadOnlySpan<int> GoalReceptacles => _goalReceptacles;

    internal string[] StationNames { get; }

    internal CommandBook Commands { get; }

    internal GameTexts Texts { get; }

    internal RoomState StartState { get; }

    internal string KindName => Goal.Kind switch
    {
        TaskKind.Simple => "simple",
        TaskKind.Look => "look",
        TaskKind.Clean => "clean",
        TaskKind.Heat => "heat",
        TaskKind.Cool => "cool",
        _ => "two",
    };

    /// <summary>What the agent calls a receptacle: "cabinet 3".</summary>
    public string ReceptacleName(int receptacle) => _receptacleNames[receptacle];

    /// <summary>What the agent calls an object: "apple 1".</summary>
    public string ObjectName(int item) => _objectNames[item];

    /// <summary>A receptacle's id.</summary>
    public string ReceptacleId(int receptacle) => _receptacles[receptacle].Id;

    /// <summary>An object's id.</summary>
    public string ObjectId(int item) => _objects[item].Id;

    /// <summary>A receptacle's class.</summary>
    public string ReceptacleClass(int receptacle) => _receptacles[receptacle].Class;

    /// <summary>An object's class.</summary>
    public string ObjectClass(int item) => _objects[item].Class;

    /// <summary>What can be done with an object.</summary>
    public Affordances AffordancesOf(int item) => _objects[item].Affordances;

    /// <summary>Whether a receptacle has a door.</summary>
    public bool IsOpenable(int receptacle) => _receptacles[receptacle].Openable;

    /// <summary>Where the agent stands to reach a receptacle.</summary>
    public int StationOf(int receptacle) => _stations[receptacle];

    /// <summary>The receptacles of a station, in order; none at -1.</summary>
    public ReadOnlySpan<int> ReceptaclesAt(int station) => station < 0 ? [] : _here[station];

    /// <summary>Whether an object may be moved to a receptacle.</summary>
    public bool Fits(int item, int receptacle) => _fits[receptacle][_classes[item]];

    /// <summary>Whether an object is of the goal's object class.</summary>
    public bool IsGoalObject(int item) => _goalObjects[item];

    /// <summary>Whether a receptacle is of the goal's target class.</summary>
    public bool IsGoalReceptacle(int receptacle) => _receptacles[receptacle].Class == Goal.Target;

    /// <summary>Whether an object is a lamp that a look task asks for.</summary>
    public bool IsGoalLamp(int item) =>
        Goal.Kind == TaskKind.Look && _objects[item].Class == Goal.Target && Can(item, Affordances.Toggleable);

    /// <summary>What a receptacle does to a held object: clean, heat or cool; null for nothing.</summary>
    public AlfworldVerb? ApplianceVerb(int receptacle) => _receptacles[receptacle].Class switch
    {
        "sinkbasin" => AlfworldVerb.Clean,
        "microwave" => AlfworldVerb.Heat,
        "fridge" => AlfworldVerb.Cool,
        _ => null,
    };

    /// <summary>Whether a receptacle does what the task needs done: cleans, heats or cools.</summary>
    public bool IsNeededAppliance(int receptacle) => (Goal.Kind, ApplianceVerb(receptacle))
        is (TaskKind.Clean, AlfworldVerb.Clean) or (TaskKind.Heat, AlfworldVerb.Heat) or (TaskKind.Cool, AlfworldVerb.Cool);

    /// <summary>The command that a text spells, whether or not it is admissible now; null if it can never be.</summary>
    /// <param name="text">The exact text, without surrounding white space.</param>
    public AlfworldCommand? FindCommand(string text) => Commands.Find(text);

    /// <summary>Objects that lie in an object from the start, in order; moving does not change it.</summary>
    internal int[] InsideOf(int item) => _inside[item];

    internal bool Can(int item, Affordances affordance) => (_objects[item].Affordances & affordance) == affordance;

    internal bool IsKnife(int item) => _objects[item].Class is "knife" or "butterknife";

    private static IEnumerable<string> AllLocations(GameFacts facts) =>
        facts.Receptacles.Select(item => item.Location)
            .Concat(facts.Objects.SelectMany(item => item.Locations))
            .Concat(facts.OtherLocations)
            .Append(facts.AgentLocation);

    private static int[] Order<T>(IReadOnlyList<T> items, Func<T, string> id) =>
        [.. Enumerable.Range(0, items.Count).OrderBy(index => id(items[index]), StringComparer.Ordinal)];

    private int[][] InsideTable(GameFacts facts)
    {
        int[][] inside = new int[_objects.Length][];
        Array.Fill(inside, []);
        string[] ids = [.. _objects.Select(item => item.Id)];

        foreach ((string inner, string outer) in facts.InObject)
        {
            int holder = Array.BinarySearch(ids, outer, StringComparer.Ordinal);
            inside[holder] = SortedSet.Add(inside[holder], Array.BinarySearch(ids, inner, StringComparer.Ordinal));
        }

        return inside;
    }

    /// <summary>Rows by receptacle, columns by object class; receptacles of a class share a row.</summary>
    private (bool[][] Fits, int[] Classes) FitTable(GameFacts facts)
    {
        Dictionary<string, int> columns = _objects.Select(item => item.Class).Distinct().Index().ToDictionary(one => one.Item, one => one.Index);
        bool[] nothing = new bool[columns.Count];
        Dictionary<string, bool[]> rows = _receptacles.Select(item => item.Class).Distinct().ToDictionary(name => name, _ => nothing);

        // Pair by pair: a game of hundreds of classes has far fewer pairs than two classes can be put together.
        foreach ((string receptacle, string item) in facts.CanContain)
        {
            if (!rows.TryGetValue(receptacle, out bool[]? row) || !columns.TryGetValue(item, out int column))
                continue;

            row = ReferenceEquals(row, nothing) ? rows[receptacle] = new bool[columns.Count] : row;
            row[column] = true;
        }

        return ([.. _receptacles.Select(item => rows[item.Class])], [.. _objects.Select(item => columns[item.Class])]);
    }
}
