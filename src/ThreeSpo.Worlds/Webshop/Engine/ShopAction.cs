namespace ThreeSpo.Worlds.Webshop;

/// <summary>An action as the shop reads it: "name[argument]".</summary>
/// <param name="Name">What stands before the first bracket, or the whole text where there is no argument.</param>
/// <param name="Argument">What stands between the brackets, as it was written; null where the text has another form.</param>
public readonly record struct ShopAction(string Name, string? Argument)
{
    /// <summary>The name of a search.</summary>
    public const string Search = "search";

    /// <summary>The name of a click.</summary>
    public const string Click = "click";

    /// <summary>How lists of actions show that anything may be searched for.</summary>
    public const string AnySearch = "search[<your query>]";

    /// <summary>A search for some words.</summary>
    public static string SearchFor(string words) => $"{Search}[{words}]";

    /// <summary>A click on something.</summary>
    public static string ClickOn(string text) => $"{Click}[{text}]";

    /// <summary>Reads any text.</summary>
    /// <remarks>
    /// The last "[" that leaves something before it and a "]" after something behind it opens the argument, and the last "]" closes it;
    /// what follows is ignored. Neither name nor argument may be empty or hold a line break before that "]".
    /// </remarks>
    public static ShopAction Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int line = text.IndexOf('\n', StringComparison.Ordinal);
        ReadOnlySpan<char> first = line < 0 ? text : text.AsSpan(0, line);
        int close = first.LastIndexOf(']');
        int open = close < 2 ? -1 : first[..(close - 1)].LastIndexOf('[');
        return open < 1 ? new ShopAction(text, null) : new ShopAction(first[..open].ToString(), first[(open + 1)..close].ToString());
    }
}
