using System.Text;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>What the game says, word for word. Sentences that depend on nothing that changes are made once per game.</summary>
internal sealed class GameTexts(AlfworldGame game)
{
    /// <summary>The answer to everything that is not admissible.</summary>
    public const string Nothing = "Nothing happens.";

    /// <summary>The first line of the first observation.</summary>
    public const string Banner = "-= Welcome to TextWorld, ALFRED! =-";

    /// <summary>What the task follows in the first observation.</summary>
    public const string TaskLead = "Your task is to: ";

    public const string EmptyHands = "You are not carrying anything.";

    /// <summary>`look` before the first walk. It sees nothing, although the receptacles are there: so does the original.</summary>
    public const string MiddleOfRoom = "You are in the middle of a room. Looking quickly around you, you see nothing.";

    public const string Help =
        "Available commands:\n" +
        "  look:                             look around your current location\n" +
        "  inventory:                        check your current inventory\n" +
        "  go to (receptacle):               move to a receptacle\n" +
        "  open (receptacle):                open a receptacle\n" +
        "  close (receptacle):               close a receptacle\n" +
        "  take (object) from (receptacle):  take an object from a receptacle\n" +
        "  move (object) to (receptacle):  place an object in or on a receptacle\n" +
        "  examine (something):              examine a receptacle or an object\n" +
        "  use (object):                     use an object\n" +
        "  heat (object) with (receptacle):  heat an object using a receptacle\n" +
        "  clean (object) with (receptacle): clean an object using a receptacle\n" +
        "  cool (object) with (receptacle):  cool an object using a receptacle\n" +
        "  slice (object) with (object):     slice an object using a sharp object\n";

    private readonly string?[] _closed = new string?[game.ReceptacleCount];
    private readonly string?[] _arriveClosed = new string?[game.ReceptacleCount];
    private readonly string?[] _facing = new string?[game.StationCount];
    private readonly string?[] _facingNothing = new string?[game.StationCount];
    private readonly string?[] _carrying = new string?[game.ObjectCount];

    /// <summary>The first observation.</summary>
    public string Welcome()
    {
        IEnumerable<string> all = Enumerable.Range(0, game.ReceptacleCount).Select(r => "a " + game.ReceptacleName(r));
        return Banner + "\n\nYou are in the middle of a room. Looking quickly around you, you see "
            + List([.. all]) + ".\n\n" + TaskLead + game.Goal.Sentence;
    }

    public string Closed(int r) => _closed[r] ??= $"The {game.ReceptacleName(r)} is closed.";

    public string ArriveClosed(int r) => _arriveClosed[r] ??= Arrive(r) + Closed(r);

    public string Arrive(int r) => game.Version == AlfworldVersion.V211
        ? $"You arrive at {game.StationNames[game.StationOf(r)]}. "
        : $"You arrive at {game.ReceptacleName(r)}. ";

    public string Carrying(int o) => _carrying[o] ??= $"You are carrying: a {game.ObjectName(o)}.";

    /// <summary>What a receptacle that can be seen into holds.</summary>
    public string Listing(int r, ReadOnlySpan<int> objects) => game.IsOpenable(r)
        ? $"The {game.ReceptacleName(r)} is open. In it, you see {Objects(objects)}."
        : $"On the {game.ReceptacleName(r)}, you see {Objects(objects)}.";

    public string FacingNothing(int station) => _facingNothing[station] ??= Facing(station, []);

    /// <summary>`look` at a station.</summary>
    public string Facing(int station, ReadOnlySpan<int> loose)
    {
        string facing = _facing[station] ??=
            "You are facing the " + List([.. game.ReceptaclesAt(station).ToArray().Select(game.ReceptacleName)]) + ". Next to it, you see ";
        return facing + Objects(loose) + ".";
    }

    /// <summary>`examine` on the held object: the first sentence that fits, in the original's order.</summary>
    public string Special(int o, ObjectMarks marks, ReadOnlySpan<int> inside)
    {
        string name = game.ObjectName(o);
        if (game.Can(o, Affordances.Receptacle))
            return $"This is a normal {name}. In it, you see {Objects(inside)}.";

        bool clean = marks.HasFlag(ObjectMarks.Clean);
        bool hot = marks.HasFlag(ObjectMarks.Hot);
        bool cool = marks.HasFlag(ObjectMarks.Cool);
        bool sliced = marks.HasFlag(ObjectMarks.Sliced);

        string? kind = (clean, hot, cool) switch
        {
            (true, true, _) => "hot and clean",
            (true, _, true) => "cool and clean",
            (true, _, _) when sliced => "clean",
            (_, true, _) => "hot",
            (true, _, _) => "clean",
            (_, _, true) => sliced ? "cool" : "cold",
            _ => null,
        };

        if (kind is not null)
            return sliced ? $"This is a {kind} sliced {name}." : $"This is a {kind} {name}.";
        if (game.Can(o, Affordances.Toggleable) && marks.HasFlag(ObjectMarks.Toggled))
            return $"This {name} is on.";
        return sliced ? $"This is a sliced {name}." : $"There's nothing special about {name}.";
    }

    private string Objects(ReadOnlySpan<int> objects)
    {
        string[] items = new string[objects.Length];
        for (int i = 0; i < items.Length; i++)
            items[i] = game.ObjectName(objects[i]);
        return List(items, "a ");
    }

    private static string List(string[] items, string article = "")
    {
        if (items.Length == 0)
            return "nothing";

        StringBuilder text = new();
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0)
                text.Append(i == items.Length - 1 ? ", and " : ", ");
            text.Append(article).Append(items[i]);
        }

        return text.ToString();
    }
}
