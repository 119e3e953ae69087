namespace ThreeSpo.Worlds.Alfworld;

/// <summary>A game, or a file of games, is not what the engine can play. The message says which, what was found and what was wanted.</summary>
public sealed class GameFormatException : Exception
{
    private const int MaxLength = 4000;

    /// <summary>Reports a game with a text that names it.</summary>
    public GameFormatException(string message) : base(Printable(message))
    {
    }

    /// <summary>Reports a game with a text that names it, and what a parser said.</summary>
    public GameFormatException(string message, Exception inner) : base(Printable(message), inner)
    {
    }

    /// <summary>Messages quote files that anyone may have made: what could steer a terminal, or flood it, is taken out.</summary>
    private static string Printable(string message)
    {
        string bounded = message.Length > MaxLength ? message[..MaxLength] + "…" : message;
        return string.Create(bounded.Length, bounded, static (clean, text) =>
        {
            for (int i = 0; i < clean.Length; i++)
                clean[i] = char.IsControl(text[i]) ? '?' : text[i];
        });
    }
}
