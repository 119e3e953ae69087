using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Prompts;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>ALFWorld's prompts for large models: the rules in words, recent steps, room to think.</summary>
public static class AlfworldReasoning
{
    private const string Rules = """
        You do a household task in a text game, one command at a time. You know only what the game has told you.
        - Things and places are called by kind and number: mug 2, cabinet 5. Any one of the kind that the task names will do.
        - You stand at one place and reach only what is there. Walk to a place first. If it is closed, open it to see and reach what is inside.
        - You hold one thing at most. Take it from its place, carry it, and put it down at the place where you stand.
        - A thing is cleaned at a sinkbasin, heated at a microwave and cooled at a fridge: stand there, hold the thing, and use that command. Putting it inside does nothing.
        - To look at a thing under a lamp, hold the thing, stand where the lamp is, and turn the lamp on with the command "use".
        - Where the task asks for two things, bring one after the other, both to the same place.
        - A command that is not possible changes nothing and costs a step.
        """;

    /// <summary>Makes them.</summary>
    /// <param name="history">How many past steps are shown.</param>
    public static IPrompts Create(int history) => new ReasoningPrompts(
        $"alfworld-reasoning/1/{history}", Rules, history, AlfworldPrompts.ActionsAt, node => ShortObservation.Of(node.Snapshot.Observation));
}
