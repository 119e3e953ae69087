namespace ThreeSpo.Worlds.Alfworld;

/// <summary>Turns a text into the command it spells. Names are always two words, so no text is ambiguous.</summary>
internal static class CommandReader
{
    /// <summary>Reads a command that could be admissible in some state of the game.</summary>
    /// <returns>Null for anything else.</returns>
    public static AlfworldCommand? Read(AlfworldGame game, CommandBook book, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return null;

        return text[0] switch
        {
            'l' => text is "look" ? book.Look : null,
            'i' => text is "inventory" ? book.Inventory : null,
            'g' => text.StartsWith("go to ") ? Walk(book, text[6..]) : null,
            'o' => text.StartsWith("open ") ? Door(game, book, text[5..], open: true) : null,
            't' => text.StartsWith("take ") ? Take(game, book, text[5..]) : null,
            'm' => text.StartsWith("move ") ? Move(game, book, text[5..], " to ", AlfworldVersion.V213) : null,
            'p' => text.StartsWith("put ") ? Move(game, book, text[4..], " in/on ", AlfworldVersion.V211) : null,
            'e' => text.StartsWith("examine ") ? Examine(book, text[8..]) : null,
            'u' => text.StartsWith("use ") ? Use(game, book, text[4..]) : null,
            's' => text.StartsWith("slice ") ? Slice(game, book, text[6..]) : null,
            'h' when text is "help" => book.Help,
            'h' => text.StartsWith("heat ") ? Transform(book, text[5..], AlfworldVerb.Heat) : null,
            'c' when text.StartsWith("clean ") => Transform(book, text[6..], AlfworldVerb.Clean),
            'c' when text.StartsWith("cool ") => Transform(book, text[5..], AlfworldVerb.Cool),
            'c' => text.StartsWith("close ") ? Door(game, book, text[6..], open: false) : null,
            _ => null,
        };
    }

    private static AlfworldCommand? Walk(CommandBook book, ReadOnlySpan<char> name) =>
        book.Thing(name) is { } thing and < 0 ? book.GoTo(~thing) : null;

    private static AlfworldCommand? Door(AlfworldGame game, CommandBook book, ReadOnlySpan<char> name, bool open)
    {
        if (book.Thing(name) is not ({ } thing and < 0) || !game.IsOpenable(~thing))
            return null;

        return open ? book.Open(~thing) : book.Close(~thing);
    }

    private static AlfworldCommand? Take(AlfworldGame game, CommandBook book, ReadOnlySpan<char> rest) =>
        Pair(book, rest, " from ", out int item, out int place) && item >= 0 && place < 0 && game.Can(item, Affordances.Pickupable)
            ? book.Take(item, ~place) : null;

    private static AlfworldCommand? Move(
        AlfworldGame game, CommandBook book, ReadOnlySpan<char> rest, string between, AlfworldVersion version) =>
        game.Version == version && Pair(book, rest, between, out int item, out int place)
            && item >= 0 && place < 0 && game.Can(item, Affordances.Pickupable) && game.Fits(item, ~place)
            ? book.Move(item, ~place) : null;

    private static AlfworldCommand? Transform(CommandBook book, ReadOnlySpan<char> rest, AlfworldVerb verb) =>
        Pair(book, rest, " with ", out int item, out int place) && item >= 0 && place < 0
            && book.Transform(item, ~place) is { } command && command.Verb == verb
            ? command : null;

    private static AlfworldCommand? Slice(AlfworldGame game, CommandBook book, ReadOnlySpan<char> rest) =>
        Pair(book, rest, " with ", out int item, out int knife) && item >= 0 && knife >= 0
            && game.Can(item, Affordances.Sliceable) && game.IsKnife(knife)
            ? book.Slice(item, knife) : null;

    private static AlfworldCommand? Use(AlfworldGame game, CommandBook book, ReadOnlySpan<char> name) =>
        book.Thing(name) is { } thing and >= 0 && game.Can(thing, Affordances.Toggleable) ? book.Use(thing) : null;

    private static AlfworldCommand? Examine(CommandBook book, ReadOnlySpan<char> name) => book.Thing(name) switch
    {
        { } thing and >= 0 => book.ExamineObject(thing),
        { } thing => book.ExamineReceptacle(~thing),
        null => null,
    };

    private static bool Pair(CommandBook book, ReadOnlySpan<char> rest, ReadOnlySpan<char> between, out int first, out int second)
    {
        (first, second) = (0, 0);
        int cut = rest.IndexOf(between);
        if (cut < 0 || book.Thing(rest[..cut]) is not { } one || book.Thing(rest[(cut + between.Length)..]) is not { } two)
            return false;

        (first, second) = (one, two);
        return true;
    }
}
