namespace ThreeSpo.Worlds.Alfworld;

/// <summary>A game, or a file of games, is not what the engine can play. The message says which, what was found and what was wanted.</summary>
public sealed class GameFormatException : Exception
{
    /// <summary>Reports a game with a text that names it.</summary>
    public GameFormatException(string message) : base(message)
    {
    }

    /// <summary>Reports a game with a text that names it, and what a parser said.</summary>
    public GameFormatException(string message, Exception inner) : base(message, inner)
    {
    }
}
