namespace ThreeSpo.Worlds.Alfworld;

/// <summary>What the agent can do in a state.</summary>
internal static class AdmissibleCommands
{
    /// <summary>Whether one command is admissible. It must come from the state's game, which made sure that its objects suit its verb.</summary>
    public static bool Contains(RoomState state, AlfworldCommand command)
    {
        int item = command.Object;
        int place = command.Receptacle;

        return command.Verb switch
        {
            AlfworldVerb.Look or AlfworldVerb.Inventory or AlfworldVerb.Help => true,
            AlfworldVerb.GoTo => !state.IsHere(place),
            AlfworldVerb.Open => state.IsHere(place) && !state.IsOpened(place),
            AlfworldVerb.Close => state.IsHere(place) && state.IsOpened(place),
            AlfworldVerb.Take =>
                state.Held < 0 && state.IsHere(place) && state.IsAccessible(place) && state.Contents(place).Contains(item),
            AlfworldVerb.Move => state.Held == item && state.IsHere(place) && state.IsAccessible(place),
            AlfworldVerb.Clean or AlfworldVerb.Heat or AlfworldVerb.Cool => state.Held == item && state.IsHere(place),
            AlfworldVerb.Use => LiesHere(state, item),
            AlfworldVerb.Slice => state.Held == command.Tool && state.IsObjectHere(item),
            _ => place < 0 ? state.Held == item : state.IsHere(place),
        };
    }

    /// <summary>All admissible commands in the ordinal order of their texts: verb by verb, and by name within a verb.</summary>
    public static AlfworldCommand[] In(RoomState state)
    {
        AlfworldGame game = state.Game;
        CommandBook book = game.Commands;
        ReadOnlySpan<int> here = book.HereByName(state.Station);
        AlfworldCommand[] walks = book.GoToFrom(state.Station);
        int held = state.Held;

        Filler list = new(walks.Length + Room(state, here));
        AddTransforms(ref list, book, here, held, AlfworldVerb.Clean);
        foreach (int r in here)
        {
            if (state.IsOpened(r))
                list.Add(book.Close(r));
        }

        AddTransforms(ref list, book, here, held, AlfworldVerb.Cool);
        AddExamines(ref list, book, here, held);
        list.Add(walks);
        AddTransforms(ref list, book, here, held, AlfworldVerb.Heat);
        if (book.Help is { } help)
            list.Add(help);
        list.Add(book.Inventory);
        list.Add(book.Look);

        // "move" stands before "open", and "put", its name in 2.1.1, after it.
        if (game.Version != AlfworldVersion.V211)
            AddMoves(ref list, state, here);
        foreach (int r in here)
        {
            if (game.IsOpenable(r) && !state.IsOpened(r))
                list.Add(book.Open(r));
        }

        if (game.Version == AlfworldVersion.V211)
            AddMoves(ref list, state, here);
        AddSlices(ref list, state);
        AddTakes(ref list, state, here);
        AddUses(ref list, state, here);
        return list.Done();
    }

    /// <summary>At least as many places as anything but walks can need.</summary>
    private static int Room(RoomState state, ReadOnlySpan<int> here)
    {
        int room = 4 + (4 * here.Length);

        foreach (int r in here)
        {
            ReceptacleContents contents = state.Contents(r);
            if (state.Held < 0 && state.IsAccessible(r))
                room += contents.Takes.Length;
            if (contents.HasToggleable)
                room += contents.Objects.Length;
        }

        return state.Held >= 0 && state.Game.IsKnife(state.Held) ? room + state.ObjectsHere.Length : room;
    }

    private static void AddTransforms(ref Filler list, CommandBook book, ReadOnlySpan<int> here, int held, AlfworldVerb verb)
    {
        if (held < 0)
            return;

        foreach (int r in here)
        {
            if (book.ApplianceVerb(r) == verb && book.Transform(held, r) is { } command)
                list.Add(command);
        }
    }

    private static void AddExamines(ref Filler list, CommandBook book, ReadOnlySpan<int> here, int held)
    {
        bool pending = held >= 0;

        foreach (int r in here)
        {
            if (pending && book.ObjectRank(held) < book.ReceptacleRank(r))
            {
                list.Add(book.ExamineObject(held));
                pending = false;
            }

            list.Add(book.ExamineReceptacle(r));
        }

        if (pending)
            list.Add(book.ExamineObject(held));
    }

    private static void AddMoves(ref Filler list, RoomState state, ReadOnlySpan<int> here)
    {
        if (state.Held < 0)
            return;

        foreach (int r in here)
        {
            if (state.IsAccessible(r) && state.Game.Fits(state.Held, r))
                list.Add(state.Game.Commands.Move(state.Held, r));
        }
    }

    private static void AddSlices(ref Filler list, RoomState state)
    {
        AlfworldGame game = state.Game;
        if (state.Held < 0 || !game.IsKnife(state.Held))
            return;

        int start = list.Count;
        foreach (int item in state.ObjectsHere)
        {
            if (game.Can(item, Affordances.Sliceable))
                list.Add(game.Commands.Slice(item, state.Held));
        }

        list.SortFrom(start, game.Commands);
    }

    private static void AddTakes(ref Filler list, RoomState state, ReadOnlySpan<int> here)
    {
        if (state.Held >= 0)
            return;

        int start = list.Count;
        bool several = false;

        foreach (int r in here)
        {
            if (!state.IsAccessible(r))
                continue;

            several |= list.Count > start;
            list.Add(state.Contents(r).Takes);
        }

        if (several)
            list.SortFrom(start, state.Game.Commands);
    }

    private static void AddUses(ref Filler list, RoomState state, ReadOnlySpan<int> here)
    {
        AlfworldGame game = state.Game;
        int start = list.Count;

        foreach (int r in here)
        {
            ReceptacleContents contents = state.Contents(r);
            if (!contents.HasToggleable)
                continue;

            foreach (int item in contents.Objects)
            {
                if (game.Can(item, Affordances.Toggleable) && !list.HasSince(start, game.Commands.Use(item)))
                    list.Add(game.Commands.Use(item));
            }
        }

        list.SortFrom(start, game.Commands);
    }

    private static bool LiesHere(RoomState state, int item)
    {
        foreach (int r in state.Game.ReceptaclesAt(state.Station))
        {
            if (state.Contents(r).Contains(item))
                return true;
        }

        return false;
    }

    /// <summary>An array being filled from the left.</summary>
    private struct Filler(int room)
    {
        private AlfworldCommand[] _items = new AlfworldCommand[room];

        public int Count { get; private set; }

        public void Add(AlfworldCommand command) => _items[Count++] = command;

        public void Add(AlfworldCommand[] commands)
        {
            commands.CopyTo(_items, Count);
            Count += commands.Length;
        }

        public readonly bool HasSince(int start, AlfworldCommand command) =>
            _items.AsSpan(start, Count - start).Contains(command);

        /// <summary>Sorts commands of one verb by object, then by receptacle.</summary>
        public readonly void SortFrom(int start, CommandBook book)
        {
            if (Count - start > 1)
            {
                _items.AsSpan(start, Count - start).Sort((a, b) =>
                    a.Object != b.Object
                        ? book.ObjectRank(a.Object).CompareTo(book.ObjectRank(b.Object))
                        : Rank(book, a.Receptacle).CompareTo(Rank(book, b.Receptacle)));
            }
        }

        public AlfworldCommand[] Done()
        {
            if (Count < _items.Length)
                Array.Resize(ref _items, Count);
            return _items;
        }

        private static int Rank(CommandBook book, int receptacle) => receptacle < 0 ? 0 : book.ReceptacleRank(receptacle);
    }
}
