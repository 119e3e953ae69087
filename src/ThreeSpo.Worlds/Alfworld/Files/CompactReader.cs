using System.Text.Json;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Reads games reduced to their facts, one JSON object a line. They hold no container table: ours fills in.</summary>
/// <param name="version">Which texts the games use; the form does not say.</param>
internal sealed class CompactReader(AlfworldVersion version)
{
    private readonly Dictionary<string, string> _pool = new(StringComparer.Ordinal);

    /// <summary>Reads a game.</summary>
    /// <param name="line">One line, UTF-8.</param>
    /// <param name="source">What to call the line in messages.</param>
    public GameFacts Read(ReadOnlyMemory<byte> line, string source)
    {
        using JsonDocument document = JsonFacts.Parse(line, source);
        JsonElement root = document.RootElement;
        ReceptacleFacts[] receptacles = Array.ConvertAll(List(root, "receptacles", source), item => Receptacle(item, source));
        ObjectFacts[] objects = Array.ConvertAll(List(root, "objects", source), item => Object(item, source));

        return new GameFacts
        {
            Id = JsonFacts.TextOf(root, "id", source),
            Version = version,
            Goal = Goal(root, source),
            AgentLocation = Pooled(JsonFacts.Member(root, "agent_location", source), source, "agent_location"),
            Receptacles = receptacles,
            Objects = objects,
            CanContain = AlfworldClasses.ContainerTable(
                receptacles.Select(item => item.Class).Distinct(), objects.Select(item => item.Class).Distinct()),
            Cool = Array.ConvertAll(List(root, "cool", source), item => Pooled(item, source, "cool")),
            InObject = Array.ConvertAll(List(root, "in_object", source), item => Pair(item, source)),
        };
    }

    private static AlfworldGoal Goal(JsonElement root, string source)
    {
        string type = JsonFacts.TextOf(root, "task_type", source);
        TaskKind kind = type switch
        {
            "pick_and_place_simple" => TaskKind.Simple,
            "look_at_obj_in_light" => TaskKind.Look,
            "pick_clean_then_place_in_recep" => TaskKind.Clean,
            "pick_heat_then_place_in_recep" => TaskKind.Heat,
            "pick_cool_then_place_in_recep" => TaskKind.Cool,
            "pick_two_obj_and_place" => TaskKind.Two,
            _ => throw JsonFacts.Wrong(source, $"the task type '{Printable.Line(type)}'", "one of ALFWorld's six"),
        };

        JsonElement parameters = JsonFacts.Member(root, "pddl_params", source);
        string target = JsonFacts.TextOf(parameters, kind == TaskKind.Look ? "toggle_target" : "parent_target", source);
        string item = JsonFacts.TextOf(parameters, "object_target", source);
        return new(kind, item.ToLowerInvariant(), target.ToLowerInvariant(), JsonFacts.TextOf(root, "task", source));
    }

    private ReceptacleFacts Receptacle(JsonElement element, string source)
    {
        JsonElement[] parts = JsonFacts.Items(element, source, "receptacle", 4);
        return new(Pooled(parts[0], source, "receptacle id"), Pooled(parts[1], source, "receptacle class"),
            Pooled(parts[2], source, "receptacle location"), JsonFacts.Whole(parts[3], source, "openable") != 0);
    }

    private ObjectFacts Object(JsonElement element, string source)
    {
        JsonElement[] parts = JsonFacts.Items(element, source, "object", 5);
        Affordances affordances = Affordances.None;

        foreach (char flag in JsonFacts.Text(parts[2], source, "object flags"))
        {
            affordances |= flag switch
            {
                'p' => Affordances.Pickupable,
                'c' => Affordances.Cleanable,
                'h' => Affordances.Heatable,
                'o' => Affordances.Coolable,
                't' => Affordances.Toggleable,
                's' => Affordances.Sliceable,
                'i' => Affordances.Receptacle,
                _ => throw JsonFacts.Wrong(source, $"the object flag U+{(int)flag:X4}", "p, c, h, o, t, s or i"),
            };
        }

        string itemClass = parts[1].ValueKind == JsonValueKind.Null ? AlfworldClasses.Untyped : Pooled(parts[1], source, "object class");
        return new(Pooled(parts[0], source, "object id"), itemClass, affordances,
            Array.ConvertAll(JsonFacts.Items(parts[3], source, "places"), place => JsonFacts.Whole(place, source, "place")),
            Array.ConvertAll(JsonFacts.Items(parts[4], source, "locations"), location => Pooled(location, source, "location")));
    }

    private (string Inner, string Outer) Pair(JsonElement element, string source)
    {
        JsonElement[] parts = JsonFacts.Items(element, source, "in_object", 2);
        return (Pooled(parts[0], source, "in_object"), Pooled(parts[1], source, "in_object"));
    }

    private static JsonElement[] List(JsonElement root, string name, string source) =>
        JsonFacts.Items(JsonFacts.Member(root, name, source), source, name);

    /// <summary>Scenes share furniture, so thousands of games share most of their ids.</summary>
    private string Pooled(JsonElement element, string source, string name)
    {
        string text = JsonFacts.Text(element, source, name);
        if (_pool.TryGetValue(text, out string? known))
            return known;

        _pool.Add(text, text);
        return text;
    }
}
