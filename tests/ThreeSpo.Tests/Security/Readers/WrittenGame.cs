using System.Text;
using System.Text.Json;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Security.Readers;

/// <summary>Writes a game in the forms that are read: one line of a compact file, and what ALFWorld ships.</summary>
internal static class WrittenGame
{
    private static readonly (Affordances Affordance, char Flag, string Predicate)[] Known =
    [
        (Affordances.Pickupable, 'p', "pickupable"), (Affordances.Cleanable, 'c', "cleanable"), (Affordances.Heatable, 'h', "heatable"),
        (Affordances.Coolable, 'o', "coolable"), (Affordances.Toggleable, 't', "toggleable"), (Affordances.Sliceable, 's', "sliceable"),
        (Affordances.Receptacle, 'i', "isReceptacleObject"),
    ];

    /// <summary>A line of a *.compact.jsonl file, without its end.</summary>
    public static byte[] Compact(GameFacts game) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = game.Id,
        task_type = game.Goal.Kind switch
        {
            TaskKind.Simple => "pick_and_place_simple",
            TaskKind.Look => "look_at_obj_in_light",
            TaskKind.Clean => "pick_clean_then_place_in_recep",
            TaskKind.Heat => "pick_heat_then_place_in_recep",
            TaskKind.Cool => "pick_cool_then_place_in_recep",
            _ => "pick_two_obj_and_place",
        },
        pddl_params = new { object_target = game.Goal.Object, parent_target = game.Goal.Target, toggle_target = game.Goal.Target },
        task = game.Goal.Sentence,
        agent_location = game.AgentLocation,
        receptacles = game.Receptacles.Select(one => new object[] { one.Id, one.Class, one.Location, one.Openable ? 1 : 0 }),
        objects = game.Objects.Select(one => new object[] { one.Id, one.Class, Flags(one.Affordances), one.In, one.Locations }),
        cool = game.Cool,
        in_object = game.InObject.Select(pair => new[] { pair.Inner, pair.Outer }),
    });

    /// <summary>A game.tw-pddl.</summary>
    public static byte[] Shipped(GameFacts game) => Shipped(Problem(game), game.Goal.Sentence);

    /// <summary>A game.tw-pddl of any problem.</summary>
    public static byte[] Shipped(string problem, string sentence) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        grammar = $"\"rhs\": \"Your task is to: {sentence}\" template :: \"move {{o}} to {{r}}\";",
        pddl_problem = problem,
        solvable = true,
    });

    /// <summary>The PDDL problem.</summary>
    public static string Problem(GameFacts game)
    {
        StringBuilder text = new("(define (problem p)\n(:init\n");
        text.Append($"(atLocation agent1 {game.AgentLocation})\n");
        foreach (ReceptacleFacts one in game.Receptacles)
            text.Append($"(receptacleType {one.Id} {one.Class}Type) (receptacleAtLocation {one.Id} {one.Location}) {(one.Openable ? $"(openable {one.Id})" : "")}\n");

        foreach (ObjectFacts one in game.Objects)
        {
            text.Append($"(objectType {one.Id} {one.Class}Type)");
            text.Append(string.Concat(Known.Where(row => one.Affordances.HasFlag(row.Affordance)).Select(row => $" ({row.Predicate} {one.Id})")));
            text.Append(string.Concat(one.In.Select(place => $" (inReceptacle {one.Id} {game.Receptacles[place].Id})")));
            text.Append(string.Concat(one.Locations.Select(location => $" (objectAtLocation {one.Id} {location})"))).Append('\n');
        }

        text.Append(string.Concat(game.CanContain.Select(pair => $"(canContain {pair.Receptacle}Type {pair.Object}Type)\n")));
        text.Append(string.Concat(game.Cool.Select(id => $"(isCool {id})\n")));
        text.Append(string.Concat(game.InObject.Select(pair => $"(inReceptacleObject {pair.Inner} {pair.Outer})\n")));
        return text.Append($")\n(:goal (and {Goal(game.Goal)})))").ToString();
    }

    private static string Goal(AlfworldGoal goal)
    {
        if (goal.Kind is TaskKind.Look)
        {
            return $"(exists (?t - object) (and (objectType ?t {goal.Target}Type) (toggleable ?t) (isToggled ?t)))\n"
                + $"(exists (?o - object) (and (objectType ?o {goal.Object}Type) (holds agent1 ?o)))";
        }

        string done = goal.Kind switch
        {
            TaskKind.Clean => "(cleanable ?o) (isClean ?o) ",
            TaskKind.Heat => "(heatable ?o) (isHot ?o) ",
            TaskKind.Cool => "(coolable ?o) (isCool ?o) ",
            _ => "",
        };
        string placed = $"(objectType ?o {goal.Object}Type) {done}(receptacleType ?r {goal.Target}Type) (inReceptacle ?o ?r)";
        string second = goal.Kind is TaskKind.Two ? $" (exists (?p - object) (and (not (= ?o ?p)) (objectType ?p {goal.Object}Type) (inReceptacle ?p ?r)))" : "";
        return $"(exists (?r - receptacle) (exists (?o - object) (and {placed}{second})))";
    }

    private static string Flags(Affordances affordances) => string.Concat(Known.Where(row => affordances.HasFlag(row.Affordance)).Select(row => row.Flag));
}
