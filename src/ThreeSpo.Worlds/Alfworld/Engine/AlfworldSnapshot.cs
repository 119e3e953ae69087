using ThreeSpo.Environments;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>One moment of a game. Going back to it means keeping it.</summary>
public sealed class AlfworldSnapshot : Snapshot
{
    private string? _worldState;
    private string? _progress;

    internal AlfworldSnapshot(RoomState state, string observation, AgentNotes notes, bool won)
    {
        State = state;
        Observation = observation;
        Notes = notes;
        Won = won;
    }

    /// <inheritdoc/>
    public override string TaskId => Game.Id;

    /// <inheritdoc/>
    public override string Goal => Game.Goal.Sentence;

    /// <inheritdoc/>
    public override string Observation { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Actions => State.Commands.Texts;

    /// <inheritdoc/>
    public override string WorldState => _worldState ??= State.Describe();

    /// <inheritdoc/>
    public override string Progress => _progress ??= ProgressKey.Of(State, Notes);

    /// <summary>The game being played.</summary>
    public AlfworldGame Game => State.Game;

    /// <summary>Whether the goal holds. A won game cannot be continued.</summary>
    public bool Won { get; }

    /// <summary>What the agent has read and done so far.</summary>
    public AgentNotes Notes { get; }

    /// <summary>What is admissible here, in the order of <see cref="Actions"/>.</summary>
    public AlfworldCommandList Commands => State.Commands;

    /// <summary>Where the agent stands: an index of a location that has receptacles, -1 before the first walk.</summary>
    public int Station => State.Station;

    /// <summary>The receptacles where the agent stands, in order.</summary>
    public ReadOnlySpan<int> ReceptaclesHere => Game.ReceptaclesAt(Station);

    /// <summary>The object in the agent's hands, or -1.</summary>
    public int HeldObject => State.Held;

    internal RoomState State { get; }

    /// <summary>Whether a receptacle's door is open; false for receptacles without one.</summary>
    public bool IsOpen(int receptacle) => State.IsOpened(receptacle);

    /// <summary>Whether a receptacle can be reached into from beside it: it is open, or has no door.</summary>
    public bool IsAccessible(int receptacle) => State.IsAccessible(receptacle);

    /// <summary>What a receptacle holds, seen by the agent or not, in order.</summary>
    public ReadOnlySpan<int> Contents(int receptacle) => State.Contents(receptacle).Objects;

    /// <summary>Whether an object has been heated, and not cooled since.</summary>
    public bool IsHot(int item) => State.Marks(item).HasFlag(ObjectMarks.Hot);

    /// <summary>Whether an object has been cleaned.</summary>
    public bool IsClean(int item) => State.Marks(item).HasFlag(ObjectMarks.Clean);

    /// <summary>Whether an object was cool at the start or has been cooled, and not heated since.</summary>
    public bool IsCool(int item) => State.Marks(item).HasFlag(ObjectMarks.Cool);

    /// <summary>Whether an object has been turned on.</summary>
    public bool IsToggled(int item) => State.Marks(item).HasFlag(ObjectMarks.Toggled);

    /// <summary>Whether an object has been sliced.</summary>
    public bool IsSliced(int item) => State.Marks(item).HasFlag(ObjectMarks.Sliced);
}
