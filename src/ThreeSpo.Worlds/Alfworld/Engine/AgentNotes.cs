namespace ThreeSpo.Worlds.Alfworld;

/// <summary>What the agent has read and done so far in an episode: nothing of it is hidden from the agent. Immutable.</summary>
public sealed class AgentNotes
{
    /// <summary>More goal objects than this in one receptacle are noted as this many.</summary>
    private const int MostNoted = 254;

    private readonly byte[] _read;
    private readonly byte[] _visits;
    private readonly int[] _transformed;

    private AgentNotes(byte[] read, byte[] visits, int[] transformed, LastStep? last, bool goalSeen, int lampAt)
    {
        _read = read;
        _visits = visits;
        _transformed = transformed;
        Last = last;
        GoalSeen = goalSeen;
        LampAt = lampAt;
    }

    /// <summary>The last step, from which all before can be reached; null at the start.</summary>
    public LastStep? Last { get; }

    /// <summary>How many steps were made, texts that were not admissible included.</summary>
    public int Steps => Last?.Count ?? 0;

    /// <summary>Whether an object of the goal's class has been seen in some receptacle.</summary>
    public bool GoalSeen { get; }

    /// <summary>The receptacle where a look task's lamp was seen last; -1 if it was not.</summary>
    public int LampAt { get; }

    /// <summary>Whether a receptacle's contents have been read.</summary>
    public bool HasRead(int receptacle) => _read[receptacle] > 0;

    /// <summary>How many objects of the goal's class a receptacle holds as far as was read; 0 if it was not.</summary>
    public int GoalObjectsRead(int receptacle) => Math.Max(0, _read[receptacle] - 1);

    /// <summary>How often the agent walked to a receptacle: 0, 1, or 2 for more.</summary>
    public int Visits(int receptacle) => _visits[receptacle];

    /// <summary>Whether the agent itself has done to an object what the task wants: cleaned, heated or cooled it.</summary>
    public bool HasTransformed(int item) => Array.BinarySearch(_transformed, item) >= 0;

    internal static AgentNotes Start(AlfworldGame game) =>
        new(new byte[game.ReceptacleCount], new byte[game.ReceptacleCount], [], null, false, -1);

    /// <summary>Notes a text that was not admissible.</summary>
    internal AgentNotes AfterNothing() => new(_read, _visits, _transformed, new LastStep(null, Last), GoalSeen, LampAt);

    /// <summary>Notes what a command let the agent read.</summary>
    /// <param name="command">An admissible command.</param>
    /// <param name="state">The state it led to.</param>
    internal AgentNotes After(AlfworldCommand command, RoomState state)
    {
        byte[] read = _read;
        byte[] visits = _visits;
        int[] transformed = _transformed;
        bool goalSeen = GoalSeen;
        int lampAt = LampAt;
        int place = command.Receptacle;

        switch (command.Verb)
        {
            case AlfworldVerb.GoTo or AlfworldVerb.Open or AlfworldVerb.Examine when place >= 0:
                if (command.Verb == AlfworldVerb.GoTo && visits[place] < 2)
                    visits = With(visits, place, (byte)(visits[place] + 1));
                if (!state.IsAccessible(place))
                    break;

                ReceptacleContents contents = state.Contents(place);
                read = With(read, place, Note(contents));
                goalSeen |= contents.GoalObjects > 0;
                if (contents.HasGoalLamp)
                    lampAt = place;
                break;

            case AlfworldVerb.Take or AlfworldVerb.Move:
                if (read[place] > 0)
                    read = With(read, place, Note(state.Contents(place)));
                goalSeen |= state.Game.IsGoalObject(command.Object);
                break;

            case AlfworldVerb.Clean or AlfworldVerb.Heat or AlfworldVerb.Cool:
                transformed = AfterTransform(state.Game.Goal.Kind, command);
                break;
        }

        return new(read, visits, transformed, new LastStep(command, Last), goalSeen, lampAt);
    }

    private int[] AfterTransform(TaskKind wanted, AlfworldCommand command)
    {
        bool undone = (wanted, command.Verb) is (TaskKind.Heat, AlfworldVerb.Cool) or (TaskKind.Cool, AlfworldVerb.Heat);
        bool done = (wanted, command.Verb)
            is (TaskKind.Clean, AlfworldVerb.Clean) or (TaskKind.Heat, AlfworldVerb.Heat) or (TaskKind.Cool, AlfworldVerb.Cool);

        if (undone)
            return SortedSet.Remove(_transformed, command.Object);
        return done ? SortedSet.Add(_transformed, command.Object) : _transformed;
    }

    private static byte Note(ReceptacleContents contents) => (byte)(Math.Min(contents.GoalObjects, MostNoted) + 1);

    private static byte[] With(byte[] items, int index, byte item)
    {
        if (items[index] == item)
            return items;

        byte[] copy = (byte[])items.Clone();
        copy[index] = item;
        return copy;
    }
}
