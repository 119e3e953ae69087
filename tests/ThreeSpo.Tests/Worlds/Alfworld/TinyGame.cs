using ThreeSpo.Environments;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld;

/// <summary>A handmade kitchen small enough to reason about.</summary>
internal static class TinyGame
{
    /// <summary>
    /// Stations: "loc_bar_1" fridge and countertop, "loc_bar_2" microwave, "loc_bar_3" two stove burners, "loc_bar_4" sink basin,
    /// "loc_bar_5" desk. The agent starts at "loc_bar_0".
    /// </summary>
    public static GameFacts Facts(
        TaskKind kind = TaskKind.Heat, string item = "apple", string target = "fridge", AlfworldVersion version = AlfworldVersion.V213) => new()
        {
            Id = "tiny/kitchen",
            Version = version,
            Goal = new AlfworldGoal(kind, item, target, $"put a hot {item} in {target}."),
            AgentLocation = "loc_bar_0",
            Receptacles =
            [
                new("fridge_bar_1", "fridge", "loc_bar_1", Openable: true),
                new("countertop_bar_1", "countertop", "loc_bar_1", Openable: false),
                new("microwave_bar_1", "microwave", "loc_bar_2", Openable: true),
                new("stoveburner_bar_1", "stoveburner", "loc_bar_3", Openable: false),
                new("stoveburner_bar_2", "stoveburner", "loc_bar_3", Openable: false),
                new("sink_bar_1_bar_sinkbasin", "sinkbasin", "loc_bar_4", Openable: false),
                new("desk_bar_1", "desk", "loc_bar_5", Openable: false),
            ],
            Objects =
            [
                Thing("apple_bar_1", "apple", [1], "loc_bar_1"),
                Thing("apple_bar_2", "apple", [0], "loc_bar_1"),
                Thing("knife_bar_1", "knife", [1], "loc_bar_1"),
                Thing("pan_bar_1", "pan", [3, 4], "loc_bar_3"),
                Thing("egg_bar_1", "egg", [5], "loc_bar_1"),
                Thing("book_bar_1", "book", [6], "loc_bar_5"),
                Thing("desklamp_bar_1", "desklamp", [6], "loc_bar_5"),
                Thing("chair_bar_1", "chair", [], "loc_bar_9"),
            ],
            CanContain = AlfworldClasses.ContainerTable(
                ["fridge", "countertop", "microwave", "stoveburner", "sinkbasin", "desk"], ["apple", "knife", "pan", "egg", "book"]),
            Cool = ["apple_bar_2"],
            InObject = [("egg_bar_1", "pan_bar_1")],
        };

    /// <summary>The kitchen with its second apple in another receptacle: 0 the fridge, 2 the microwave. Nothing else tells the two apart.</summary>
    public static AlfworldSnapshot WithAppleIn(int place)
    {
        GameFacts facts = Facts();
        return AlfworldWorld.Start(new AlfworldGame(facts with
        {
            Cool = [],
            InObject = [],
            Objects = [.. facts.Objects.Where(one => one.Id != "egg_bar_1").Select(one => one.Id == "apple_bar_2" ? one with { In = [place] } : one)],
        }));
    }

    public static AlfworldSnapshot Start(
        TaskKind kind = TaskKind.Heat, string item = "apple", string target = "fridge", AlfworldVersion version = AlfworldVersion.V213) =>
        AlfworldWorld.Start(new AlfworldGame(Facts(kind, item, target, version)));

    /// <summary>Does commands one after the other; each must be admissible.</summary>
    public static AlfworldSnapshot Do(this AlfworldSnapshot from, params ReadOnlySpan<string> commands)
    {
        foreach (string command in commands)
        {
            Transition step = AlfworldWorld.Step(from, command);
            Assert.True(step.Valid, $"'{command}' is not admissible.");
            from = (AlfworldSnapshot)step.Next;
        }

        return from;
    }

    private static ObjectFacts Thing(string id, string name, int[] places, string location) =>
        new(id, name, AlfworldClasses.AffordancesOf(name), places, [location]);
}
