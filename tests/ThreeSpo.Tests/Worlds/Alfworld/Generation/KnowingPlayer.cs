using ThreeSpo.Environments;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld.Generation;

/// <summary>Plays a game with a plan made from its facts, and counts the steps. Every step must be admissible.</summary>
internal sealed class KnowingPlayer
{
    private readonly GameFacts _facts;
    private readonly Dictionary<string, string> _names = [];
    private AlfworldSnapshot _now;

    public KnowingPlayer(GameFacts facts)
    {
        AlfworldGame game = new(facts);
        _facts = facts;
        _now = AlfworldWorld.Start(game);

        for (int index = 0; index < game.ReceptacleCount; index++)
            _names[game.ReceptacleId(index)] = game.ReceptacleName(index);
        for (int index = 0; index < game.ObjectCount; index++)
            _names[game.ObjectId(index)] = game.ObjectName(index);
    }

    public int Steps { get; private set; }

    public bool Won => _now.Won;

    public void Play()
    {
        int needed = _facts.Goal.Kind == TaskKind.Two ? 2 : 1;
        ObjectFacts[] wanted = [.. SampleGames.Wanted(_facts).Where(thing => thing.In.Count > 0).Take(needed)];

        foreach (ObjectFacts thing in wanted)
        {
            Take(thing);
            Finish(thing);
        }
    }

    private void Take(ObjectFacts thing)
    {
        ReceptacleFacts place = _facts.Receptacles[thing.In[0]];
        GoTo(place);
        Open(place);
        Do($"take {_names[thing.Id]} from {_names[place.Id]}");
    }

    private void Finish(ObjectFacts thing)
    {
        if (_facts.Goal.Kind == TaskKind.Look)
        {
            ObjectFacts lamp = _facts.Objects.First(item => item.Class == _facts.Goal.Target && item.In.Count > 0);
            GoTo(_facts.Receptacles[lamp.In[0]]);
            Do($"use {_names[lamp.Id]}");
            return;
        }

        Change(thing);
        ReceptacleFacts target = _facts.Receptacles.First(item => item.Class == _facts.Goal.Target);
        GoTo(target);
        Open(target);
        Do($"move {_names[thing.Id]} to {_names[target.Id]}");
    }

    private void Change(ObjectFacts thing)
    {
        (string verb, string appliance) = _facts.Goal.Kind switch
        {
            TaskKind.Clean => ("clean", "sinkbasin"),
            TaskKind.Heat => ("heat", "microwave"),
            TaskKind.Cool => ("cool", "fridge"),
            _ => ("", ""),
        };
        if (verb.Length == 0)
            return;

        ReceptacleFacts changer = _facts.Receptacles.First(item => item.Class == appliance);
        GoTo(changer);
        Do($"{verb} {_names[thing.Id]} with {_names[changer.Id]}");
    }

    // Where the agent stands already, the game does not offer to go.
    private void GoTo(ReceptacleFacts receptacle) => DoIfOffered($"go to {_names[receptacle.Id]}");

    private void Open(ReceptacleFacts receptacle) => DoIfOffered($"open {_names[receptacle.Id]}");

    private void DoIfOffered(string action)
    {
        if (_now.Actions.Contains(action))
            Do(action);
    }

    private void Do(string action)
    {
        Transition step = AlfworldWorld.Step(_now, action);
        Assert.True(step.Valid, $"'{action}' is not admissible in {_facts.Id}");
        _now = (AlfworldSnapshot)step.Next;
        Steps++;
    }
}
