using System.Text;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>The abstract progress key: how far the task is, as far as the agent can know it from what it has read.</summary>
/// <remarks>It uses knowledge of the task that methods which look at exact texts do not have.</remarks>
internal static class ProgressKey
{
    /// <summary>Makes the key, for example "heat|held=goal|vis=no|at=other|seen=yes".</summary>
    public static string Of(RoomState state, AgentNotes notes)
    {
        AlfworldGame game = state.Game;
        StringBuilder key = new(64);
        key.Append(game.KindName);
        key.Append("|held=").Append(Held(state, notes));
        key.Append("|vis=").Append(Visible(state));
        key.Append("|at=").Append(Place(state, notes));
        key.Append(notes.GoalSeen ? "|seen=yes" : "|seen=no");

        if (game.Goal.Kind == TaskKind.Look)
            key.Append("|lamp=").Append(Lamp(state, notes));
        if (game.Goal.Kind == TaskKind.Two)
            key.Append("|placed=").Append(Placed(game, notes));

        return key.ToString();
    }

    private static string Held(RoomState state, AgentNotes notes)
    {
        if (state.Held < 0)
            return "none";
        if (!state.Game.IsGoalObject(state.Held))
            return "other";
        return notes.HasTransformed(state.Held) ? "ready" : "goal";
    }

    /// <summary>Whether a goal object can be seen at this place, and whether only in receptacles that it should go to.</summary>
    private static string Visible(RoomState state)
    {
        string seen = "no";

        foreach (int r in state.Game.ReceptaclesAt(state.Station))
        {
            if (!state.IsAccessible(r) || state.Contents(r).GoalObjects == 0)
                continue;
            if (!state.Game.IsGoalReceptacle(r))
                return "yes";
            seen = "placed";
        }

        return seen;
    }

    /// <summary>What the receptacle that was walked to last is to the task, and whether its door is closed.</summary>
    private static string Place(RoomState state, AgentNotes notes)
    {
        if (state.Station < 0)
            return "start";

        int current = Current(notes);
        string what = "other";
        if (state.Game.IsGoalReceptacle(current))
            what = "target";
        else if (state.Game.IsNeededAppliance(current))
            what = "appliance";

        if (state.Game.IsGoalReceptacle(current) && state.Game.IsNeededAppliance(current))
            what = "both";
        return state.IsAccessible(current) ? what : what + "-closed";
    }

    private static string Lamp(RoomState state, AgentNotes notes)
    {
        foreach (int r in state.Game.ReceptaclesAt(state.Station))
        {
            if (state.IsAccessible(r) && state.Contents(r).HasGoalLamp)
                return "here";
        }

        return notes.LampAt >= 0 ? "seen" : "no";
    }

    private static int Placed(AlfworldGame game, AgentNotes notes)
    {
        int most = 0;
        foreach (int r in game.GoalReceptacles)
            most = Math.Max(most, notes.GoalObjectsRead(r));
        return Math.Min(2, most);
    }

    private static int Current(AgentNotes notes)
    {
        LastStep? step = notes.Last;
        while (step is not null && step.Command?.Verb != AlfworldVerb.GoTo)
            step = step.Before;
        return step!.Command!.Receptacle;
    }
}
