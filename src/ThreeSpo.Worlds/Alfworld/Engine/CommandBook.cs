using System.Collections.Frozen;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>The commands of one game, each made when first asked for, and only once.</summary>
internal sealed class CommandBook
{
    private readonly AlfworldGame _game;
    private readonly int[] _objectRanks;
    private readonly int[] _receptacleRanks;
    private readonly AlfworldVerb?[] _appliances;
    private readonly int[][] _hereByName;
    private readonly AlfworldCommand?[] _goTo;
    private readonly AlfworldCommand?[] _open;
    private readonly AlfworldCommand?[] _close;
    private readonly AlfworldCommand?[] _examineReceptacle;
    private readonly AlfworldCommand?[] _examineObject;
    private readonly AlfworldCommand?[] _use;
    private readonly AlfworldCommand?[]?[] _take;
    private readonly AlfworldCommand?[]?[] _move;
    private readonly AlfworldCommand?[]?[] _transform;
    private readonly AlfworldCommand?[]?[] _slice;
    private readonly AlfworldCommand[]?[] _goToFrom;
    private readonly Lazy<FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>> _names;

    public CommandBook(AlfworldGame game)
    {
        _game = game;
        int receptacles = game.ReceptacleCount;
        int objects = game.ObjectCount;

        _objectRanks = new int[objects];
        _receptacleRanks = new int[receptacles];
        (string Name, int Thing)[] things =
        [
            .. Enumerable.Range(0, receptacles).Select(r => (game.ReceptacleName(r), ~r)),
            .. Enumerable.Range(0, objects).Select(o => (game.ObjectName(o), o)),
        ];
        Array.Sort(things, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        for (int rank = 0; rank < things.Length; rank++)
        {
            if (things[rank].Thing < 0)
                _receptacleRanks[~things[rank].Thing] = rank;
            else
                _objectRanks[things[rank].Thing] = rank;
        }

        _names = new(() => things.ToFrozenDictionary(thing => thing.Name, thing => thing.Thing, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>());
        _appliances = [.. Enumerable.Range(0, receptacles).Select(game.ApplianceVerb)];
        _hereByName = new int[game.StationCount][];
        for (int station = 0; station < _hereByName.Length; station++)
            _hereByName[station] = [.. game.ReceptaclesAt(station).ToArray().OrderBy(r => _receptacleRanks[r])];

        (_goTo, _open, _close, _examineReceptacle) = (new AlfworldCommand?[receptacles], new AlfworldCommand?[receptacles],
            new AlfworldCommand?[receptacles], new AlfworldCommand?[receptacles]);
        (_examineObject, _use, _slice) = (new AlfworldCommand?[objects], new AlfworldCommand?[objects], new AlfworldCommand?[]?[objects]);
        (_take, _move, _transform) = (new AlfworldCommand?[receptacles][], new AlfworldCommand?[receptacles][], new AlfworldCommand?[receptacles][]);
        _goToFrom = new AlfworldCommand[game.StationCount + 1][];
        Help = game.Version == AlfworldVersion.V211 ? null : new AlfworldCommand(AlfworldVerb.Help, "help", GameTexts.Help);
    }

    public AlfworldCommand Look { get; } = new(AlfworldVerb.Look, "look", "");

    public AlfworldCommand Inventory { get; } = new(AlfworldVerb.Inventory, "inventory", "");

    /// <summary>Null in the version that has no help.</summary>
    public AlfworldCommand? Help { get; }

    /// <summary>Place of an object's name among the names of all things, in ordinal order.</summary>
    public int ObjectRank(int item) => _objectRanks[item];

    /// <summary>Place of a receptacle's name among the names of all things, in ordinal order.</summary>
    public int ReceptacleRank(int receptacle) => _receptacleRanks[receptacle];

    /// <summary>The receptacles of a station in the order of their names.</summary>
    public ReadOnlySpan<int> HereByName(int station) => station < 0 ? [] : _hereByName[station];

    /// <summary>What a receptacle does to a held object; null for nothing.</summary>
    public AlfworldVerb? ApplianceVerb(int receptacle) => _appliances[receptacle];

    /// <summary>Every walk that is possible from a station, in the order of texts.</summary>
    public AlfworldCommand[] GoToFrom(int station)
    {
        ref AlfworldCommand[]? slot = ref _goToFrom[station + 1];
        return slot ??= [.. Enumerable.Range(0, _game.ReceptacleCount)
            .Where(r => _game.StationOf(r) != station).OrderBy(r => _receptacleRanks[r]).Select(GoTo)];
    }

    public AlfworldCommand GoTo(int r) =>
        _goTo[r] ?? Keep(ref _goTo[r], new(AlfworldVerb.GoTo, $"go to {Receptacle(r)}", "", receptacle: r));

    public AlfworldCommand Open(int r) =>
        _open[r] ?? Keep(ref _open[r], new(AlfworldVerb.Open, $"open {Receptacle(r)}", "", receptacle: r));

    public AlfworldCommand Close(int r) =>
        _close[r] ?? Keep(ref _close[r], new(AlfworldVerb.Close, $"close {Receptacle(r)}", $"You close the {Receptacle(r)}.", receptacle: r));

    public AlfworldCommand ExamineReceptacle(int r) => _examineReceptacle[r]
        ?? Keep(ref _examineReceptacle[r], new(AlfworldVerb.Examine, $"examine {Receptacle(r)}", "", receptacle: r));

    public AlfworldCommand ExamineObject(int o) =>
        _examineObject[o] ?? Keep(ref _examineObject[o], new(AlfworldVerb.Examine, $"examine {Object(o)}", "", o));

    public AlfworldCommand Use(int o) =>
        _use[o] ?? Keep(ref _use[o], new(AlfworldVerb.Use, $"use {Object(o)}", $"You turn on the {Object(o)}.", o));

    public AlfworldCommand Take(int o, int r)
    {
        ref AlfworldCommand? slot = ref Row(_take, r)[o];
        return slot ?? Keep(ref slot, new(
            AlfworldVerb.Take, $"take {Object(o)} from {Receptacle(r)}", $"You pick up the {Object(o)} from the {Receptacle(r)}.", o, r));
    }

    public AlfworldCommand Move(int o, int r)
    {
        ref AlfworldCommand? slot = ref Row(_move, r)[o];
        return slot ?? Keep(ref slot, _game.Version == AlfworldVersion.V211
            ? new(AlfworldVerb.Move, $"put {Object(o)} in/on {Receptacle(r)}", $"You put the {Object(o)} in/on the {Receptacle(r)}.", o, r)
            : new(AlfworldVerb.Move, $"move {Object(o)} to {Receptacle(r)}", $"You move the {Object(o)} to the {Receptacle(r)}.", o, r));
    }

    /// <summary>Clean, heat or cool, whichever the receptacle does; null if it does nothing that the object can undergo.</summary>
    public AlfworldCommand? Transform(int o, int r)
    {
        (AlfworldVerb verb, string word, Affordances needed) = _appliances[r] switch
        {
            AlfworldVerb.Clean => (AlfworldVerb.Clean, "clean", Affordances.Cleanable),
            AlfworldVerb.Heat => (AlfworldVerb.Heat, "heat", Affordances.Heatable),
            AlfworldVerb.Cool => (AlfworldVerb.Cool, "cool", Affordances.Coolable),
            _ => (default, "", Affordances.None),
        };
        if (needed == Affordances.None || !_game.Can(o, needed))
            return null;

        ref AlfworldCommand? slot = ref Row(_transform, r)[o];
        return slot ?? Keep(ref slot, new(
            verb, $"{word} {Object(o)} with {Receptacle(r)}", $"You {word} the {Object(o)} using the {Receptacle(r)}.", o, r));
    }

    public AlfworldCommand Slice(int o, int knife)
    {
        ref AlfworldCommand? slot = ref Row(_slice, knife)[o];
        return slot ?? Keep(ref slot, new(
            AlfworldVerb.Slice, $"slice {Object(o)} with {Object(knife)}", $"You sliced the {Object(o)} with the {Object(knife)}.", o, -1, knife));
    }

    /// <summary>Finds the thing that a name means.</summary>
    /// <returns>An object's index, or the complement of a receptacle's; null for no thing.</returns>
    public int? Thing(ReadOnlySpan<char> name) => _names.Value.TryGetValue(name, out int thing) ? thing : null;

    /// <summary>Reads a command.</summary>
    public AlfworldCommand? Find(string text) => CommandReader.Read(_game, this, text);

    private string Object(int o) => _game.ObjectName(o);

    private string Receptacle(int r) => _game.ReceptacleName(r);

    private AlfworldCommand?[] Row(AlfworldCommand?[]?[] rows, int index) =>
        rows[index] ?? Interlocked.CompareExchange(ref rows[index], new AlfworldCommand?[_game.ObjectCount], null) ?? rows[index]!;

    private static AlfworldCommand Keep(ref AlfworldCommand? slot, AlfworldCommand made) =>
        Interlocked.CompareExchange(ref slot, made, null) ?? made;
}
