namespace ThreeSpo.Worlds.Alfworld;

/// <summary>What each admissible command changes and what the agent then reads.</summary>
internal static class Effects
{
    public static (RoomState State, string Observation) Of(RoomState state, AlfworldCommand command)
    {
        int item = command.Object;
        int place = command.Receptacle;
        GameTexts texts = state.Game.Texts;

        return command.Verb switch
        {
            AlfworldVerb.Look => (state, Look(state)),
            AlfworldVerb.Inventory => (state, state.Held < 0 ? GameTexts.EmptyHands : texts.Carrying(state.Held)),
            AlfworldVerb.Help => (state, command.Feedback),
            AlfworldVerb.GoTo => (state.WalkedTo(state.Game.StationOf(place)),
                state.IsAccessible(place) ? state.Contents(place).Arrival : texts.ArriveClosed(place)),
            AlfworldVerb.Open => (state.WithDoor(place, open: true), state.Contents(place).Opening),
            AlfworldVerb.Close => (state.WithDoor(place, open: false), command.Feedback),
            AlfworldVerb.Take => (state.Taken(item, place), command.Feedback),
            AlfworldVerb.Move => (state.Moved(item, place), command.Feedback),
            AlfworldVerb.Clean => (state.Marked(item, ObjectMarks.Clean), command.Feedback),
            AlfworldVerb.Heat => (state.Marked(item, ObjectMarks.Hot, removed: ObjectMarks.Cool), command.Feedback),
            AlfworldVerb.Cool => (state.Marked(item, ObjectMarks.Cool, removed: ObjectMarks.Hot), command.Feedback),
            AlfworldVerb.Use => (state.Marked(item, ObjectMarks.Toggled), command.Feedback),
            AlfworldVerb.Slice => (state.Marked(item, ObjectMarks.Sliced), command.Feedback),
            _ => (state, place < 0 ? texts.Special(item, state.Marks(item), state.Game.InsideOf(item)) : Examine(state, place)),
        };
    }

    private static string Examine(RoomState state, int place) =>
        state.IsAccessible(place) ? state.Contents(place).Listing : state.Game.Texts.Closed(place);

    /// <summary>
    /// "Next to it" lists objects whose own location is this one, once for each receptacle here that they were taken from and not
    /// put back to: so it does the original, and it is almost always empty.
    /// </summary>
    private static string Look(RoomState state)
    {
        if (state.Station < 0)
            return GameTexts.MiddleOfRoom;

        ReadOnlySpan<int> here = state.Game.ReceptaclesAt(state.Station);
        bool removed = false;
        foreach (int r in here)
            removed |= !state.Contents(r).Removed.IsEmpty;
        if (!removed)
            return state.Game.Texts.FacingNothing(state.Station);

        List<int> loose = [];
        foreach (int item in state.ObjectsHere)
        {
            foreach (int r in here)
            {
                if (state.Contents(r).Removed.Contains(item))
                    loose.Add(item);
            }
        }

        return state.Game.Texts.Facing(state.Station, loose.ToArray());
    }
}
