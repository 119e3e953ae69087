namespace ThreeSpo.Worlds.Alfworld;

/// <summary>When a game is won.</summary>
internal static class Goals
{
    public static bool Hold(RoomState state)
    {
        AlfworldGame game = state.Game;
        return game.Goal.Kind switch
        {
            TaskKind.Look => LooksAtObject(state),
            TaskKind.Two => AnyTarget(state, needed: 2, ObjectMarks.None, Affordances.None),
            TaskKind.Clean => AnyTarget(state, needed: 1, ObjectMarks.Clean, Affordances.Cleanable),
            TaskKind.Heat => AnyTarget(state, needed: 1, ObjectMarks.Hot, Affordances.Heatable),
            TaskKind.Cool => AnyTarget(state, needed: 1, ObjectMarks.Cool, Affordances.Coolable),
            _ => AnyTarget(state, needed: 1, ObjectMarks.None, Affordances.None),
        };
    }

    /// <summary>Some receptacle of the target class holds enough objects of the goal's class.</summary>
    /// <remarks>An object that lies in two receptacles at once, as pots on burners do, counts in each, even while it is held.</remarks>
    private static bool AnyTarget(RoomState state, int needed, ObjectMarks marks, Affordances affordance)
    {
        foreach (int receptacle in state.Game.GoalReceptacles)
        {
            ReceptacleContents contents = state.Contents(receptacle);
            if (contents.GoalObjects < needed)
                continue;

            int found = 0;
            foreach (int item in contents.Objects)
            {
                if (state.Game.IsGoalObject(item) && (state.Marks(item) & marks) == marks && state.Game.Can(item, affordance))
                    found++;
            }

            if (found >= needed)
                return true;
        }

        return false;
    }

    /// <summary>The object is held at a place where a lamp is on.</summary>
    private static bool LooksAtObject(RoomState state)
    {
        if (state.Held < 0 || !state.Game.IsGoalObject(state.Held))
            return false;

        foreach (int receptacle in state.Game.ReceptaclesAt(state.Station))
        {
            ReceptacleContents contents = state.Contents(receptacle);
            if (!contents.HasGoalLamp)
                continue;

            foreach (int item in contents.Objects)
            {
                if (state.Game.IsGoalLamp(item) && state.Marks(item).HasFlag(ObjectMarks.Toggled))
                    return true;
            }
        }

        return false;
    }
}
