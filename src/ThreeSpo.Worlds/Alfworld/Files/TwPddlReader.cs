using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Reads the games that ALFWorld ships: one JSON object with a PDDL problem and a grammar, game.tw-pddl.</summary>
internal static class TwPddlReader
{
    private const string TaskMarker = "Your task is to: ";

    private static readonly (string Predicate, Affordances Affordance)[] AffordancePredicates =
    [
        ("pickupable", Affordances.Pickupable),
        ("cleanable", Affordances.Cleanable),
        ("heatable", Affordances.Heatable),
        ("coolable", Affordances.Coolable),
        ("toggleable", Affordances.Toggleable),
        ("sliceable", Affordances.Sliceable),
        ("isreceptacleobject", Affordances.Receptacle),
    ];

    /// <summary>Reads a game.</summary>
    /// <param name="json">The file's bytes, UTF-8.</param>
    /// <param name="id">What to call the game.</param>
    /// <param name="source">What to call the file in messages.</param>
    /// <param name="onlySolvable">Whether games that are not marked as solvable are left out.</param>
    /// <returns>Null for a game that is left out.</returns>
    public static GameFacts? Read(ReadOnlyMemory<byte> json, string id, string source, bool onlySolvable = true)
    {
        using JsonDocument document = JsonFacts.Parse(json, source);
        JsonElement root = document.RootElement;
        if (onlySolvable && !JsonFacts.Flag(root, "solvable", source))
            return null;

        string grammar = JsonFacts.TextOf(root, "grammar", source);
        SExpression problem = SExpression.Parse(JsonFacts.TextOf(root, "pddl_problem", source), source);
        PddlFacts facts = new(Section(problem, ":init", source), source);
        SExpression goal = Section(problem, ":goal", source);
        if (goal.Items.Count != 2)
            throw Wrong(source, $"a goal of {goal.Items.Count - 1} expressions", "one");

        return Assemble(facts, id, VersionOf(grammar, source), PddlGoal.Read(goal.Items[1], Sentence(grammar, source), source), source);
    }

    /// <summary>A PDDL type's class: "cdtype" is "cd".</summary>
    public static string WithoutType(string type) => type.EndsWith("type", StringComparison.Ordinal) ? type[..^4] : type;

    private static GameFacts Assemble(PddlFacts facts, string id, AlfworldVersion version, AlfworldGoal goal, string source)
    {
        Dictionary<string, string> locations = [];
        foreach ((string receptacle, string location) in facts.Of("receptacleatlocation"))
        {
            if (!locations.TryAdd(receptacle, location) && locations[receptacle] != location)
                throw Wrong(source, $"two locations of '{Printable.Line(receptacle)}'", "one");
        }

        HashSet<string> openable = facts.Set("openable");
        HashSet<string> typed = facts.Set("receptacletype");
        ReceptacleFacts[] receptacles = [.. Types(facts, "receptacletype", source).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new ReceptacleFacts(pair.Key, pair.Value,
                locations.GetValueOrDefault(pair.Key) ?? throw Wrong(source, $"no location of '{Printable.Line(pair.Key)}'", "one"), openable.Contains(pair.Key)))];

        return new GameFacts
        {
            Id = id,
            Version = version,
            Goal = goal,
            AgentLocation = facts.Of("atlocation") is [var start] ? start.Second : throw Wrong(source, "not exactly one atLocation", "one"),
            Receptacles = receptacles,
            Objects = Objects(facts, receptacles, source),
            CanContain = facts.Of("cancontain").Select(pair => (WithoutType(pair.First), WithoutType(pair.Second))).ToHashSet(),
            Cool = [.. facts.Set("iscool").Order(StringComparer.Ordinal)],
            InObject = [.. facts.Of("inreceptacleobject").Distinct()],
            OtherLocations = [.. locations.Where(pair => !typed.Contains(pair.Key)).Select(pair => pair.Value).Distinct()],
        };
    }

    private static ObjectFacts[] Objects(PddlFacts facts, ReceptacleFacts[] receptacles, string source)
    {
        Dictionary<string, int> indexes = receptacles.Select((item, index) => (item.Id, index)).ToDictionary(StringComparer.Ordinal);
        (HashSet<string> Ids, Affordances Affordance)[] affordances =
            [.. AffordancePredicates.Select(row => (facts.Set(row.Predicate), row.Affordance))];
        ILookup<string, string> places = facts.Of("inreceptacle").Distinct().ToLookup(pair => pair.First, pair => pair.Second);
        ILookup<string, string> locations = facts.Of("objectatlocation").Distinct().ToLookup(pair => pair.First, pair => pair.Second);
        Dictionary<string, string> types = Types(facts, "objecttype", source);

        // A few games name things, such as a cracked egg, of which they say nothing but that they can be taken.
        foreach (string item in places.Concat(locations).Select(group => group.Key).Concat(affordances.SelectMany(row => row.Ids)))
            types.TryAdd(item, AlfworldClasses.Untyped);

        return [.. types.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new ObjectFacts(
            pair.Key, pair.Value,
            affordances.Where(row => row.Ids.Contains(pair.Key)).Aggregate(Affordances.None, (all, row) => all | row.Affordance),
            [.. places[pair.Key].Select(place => indexes.TryGetValue(place, out int index)
                ? index : throw Wrong(source, $"'{Printable.Line(pair.Key)}' in '{Printable.Line(place)}', which has no receptacleType", "one")).Order()],
            [.. locations[pair.Key].Order(StringComparer.Ordinal)]))];
    }

    private static Dictionary<string, string> Types(PddlFacts facts, string predicate, string source)
    {
        Dictionary<string, string> types = new(StringComparer.Ordinal);
        foreach ((string thing, string type) in facts.Of(predicate))
        {
            if (!types.TryAdd(thing, WithoutType(type)) && types[thing] != WithoutType(type))
                throw Wrong(source, $"two types of '{Printable.Line(thing)}'", "one");
        }

        return types;
    }

    private static SExpression Section(SExpression problem, string name, string source) =>
        problem.Items.FirstOrDefault(item => item.Head == name) ?? throw Wrong(source, $"no ({name} …)", "one");

    private static string Sentence(string grammar, string source)
    {
        int start = grammar.IndexOf(TaskMarker, StringComparison.Ordinal);
        int end = start < 0 ? -1 : grammar.IndexOf('"', start);
        if (end < 0)
            throw Wrong(source, "a grammar without the goal sentence", $"a text that starts with \"{TaskMarker}\"");
        return grammar[(start + TaskMarker.Length)..end].Trim();
    }

    private static AlfworldVersion VersionOf(string grammar, string source)
    {
        if (grammar.Contains("move {o} to {r}", StringComparison.Ordinal))
            return AlfworldVersion.V213;
        if (grammar.Contains("put {o} in/on {r}", StringComparison.Ordinal))
            return AlfworldVersion.V211;
        throw Wrong(source, "a grammar of an unknown release", "the command \"move {o} to {r}\" (2.1.2, 2.1.3) or \"put {o} in/on {r}\" (2.1.1)");
    }

    private static GameFormatException Wrong(string source, string found, string wanted) =>
        new($"{source}: found {found}, wanted {wanted}. Fetch the file again or leave it out.");
}
