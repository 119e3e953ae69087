using ThreeSpo.Outside;

namespace ThreeSpo.Worlds.Alfworld;

/// <summary>A game, or a file of games, is not what the engine can play. The message says which, what was found and what was wanted.</summary>
public sealed class GameFormatException : Exception
{
    /// <summary>Messages quote files that anyone may have made: what could steer a terminal, or flood it, is taken out.</summary>
    private const int MaxLength = 1000;

    /// <summary>Reports a game with a text that names it.</summary>
    public GameFormatException(string message) : base(Printable.Line(message, MaxLength))
    {
    }

    /// <summary>Reports a game with a text that names it, and what a parser said.</summary>
    public GameFormatException(string message, Exception inner) : base(Printable.Line(message, MaxLength), inner)
    {
    }
}
