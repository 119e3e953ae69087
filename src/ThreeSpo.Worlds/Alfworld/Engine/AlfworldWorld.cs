using System.Collections.Frozen;
using ThreeSpo.Environments;
using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>ALFWorld's text world: two pure functions over immutable snapshots. It has no step limit; that is the collector's.</summary>
public sealed class AlfworldWorld : PureEnvironment
{
    private readonly FrozenDictionary<string, AlfworldGame> _games;

    /// <summary>Makes a world of some games.</summary>
    /// <exception cref="GameFormatException">Two games have the same id.</exception>
    public AlfworldWorld(IEnumerable<AlfworldGame> games)
    {
        ArgumentNullException.ThrowIfNull(games);
        Games = [.. games];
        Dictionary<string, AlfworldGame> byId = new(StringComparer.Ordinal);

        foreach (AlfworldGame game in Games)
        {
            if (!byId.TryAdd(game.Id, game))
                throw new GameFormatException($"Two games are called '{Printable.Line(game.Id, 200)}', wanted distinct ids. Load one release of the games at a time.");
        }

        _games = byId.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The games, in the order given.</summary>
    public IReadOnlyList<AlfworldGame> Games { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No game of this world has the task's id.</exception>
    public override Snapshot Start(TaskInstance task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (!_games.TryGetValue(task.Id, out AlfworldGame? game))
        {
            throw new ArgumentException(
                $"This world has {_games.Count} games and none is called '{task.Id}'. Start a task of one of them.", nameof(task));
        }

        return Start(game);
    }

    /// <summary>Opens a game.</summary>
    public static AlfworldSnapshot Start(AlfworldGame game)
    {
        ArgumentNullException.ThrowIfNull(game);
        return new AlfworldSnapshot(game.StartState, game.Texts.Welcome(), AgentNotes.Start(game), won: false);
    }

    /// <inheritdoc/>
    public override Transition Step(Snapshot from, string action) => from is AlfworldSnapshot snapshot
        ? Step(snapshot, action)
        : throw new ArgumentException($"Wanted a snapshot of this world, found {from?.GetType().Name ?? "null"}.", nameof(from));

    /// <summary>Takes one action, spelled exactly as the admissible commands are; white space around it does not matter.</summary>
    /// <exception cref="InvalidOperationException">The game is won already.</exception>
    public static Transition Step(AlfworldSnapshot from, string action)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(action);
        AlfworldCommand? command = from.Game.FindCommand(action.Trim());

        if (command is not null && AdmissibleCommands.Contains(from.State, command))
            return Step(from, command);

        EnsureGoesOn(from);
        AlfworldSnapshot same = new(from.State, GameTexts.Nothing, from.Notes.AfterNothing(), won: false);
        return new Transition(same, Reward: 0, Score: 0, Valid: false, Ending.None);
    }

    /// <summary>Does one of a snapshot's own admissible commands.</summary>
    private static Transition Step(AlfworldSnapshot from, AlfworldCommand command)
    {
        EnsureGoesOn(from);
        (RoomState state, string observation) = Effects.Of(from.State, command);
        bool won = !ReferenceEquals(state, from.State) && state.IsWon();
        AlfworldSnapshot next = new(state, observation, from.Notes.After(command, state), won);
        return new Transition(next, won ? 1 : 0, won ? 1 : 0, Valid: true, won ? Ending.Succeeded : Ending.None);
    }

    private static void EnsureGoesOn(AlfworldSnapshot from)
    {
        if (from.Won)
            throw new InvalidOperationException($"Game '{from.TaskId}' is won in this snapshot. Start it again, or go back to a snapshot before the win.");
    }
}
