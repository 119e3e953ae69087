namespace ThreeSpo.Worlds.Webshop;

/// <summary>How far a word has been read.</summary>
internal enum WordState : byte
{
    /// <summary>Nothing that begins a word, or what ends one.</summary>
    None,

    /// <summary>Nothing yet.</summary>
    Start,

    /// <summary>Connectors alone.</summary>
    Led,

    /// <summary>Up to a letter and something that is part of the word if another letter follows.</summary>
    BetweenLetters,

    /// <summary>Up to a digit and something that is part of the word if another digit follows.</summary>
    BetweenDigits,

    /// <summary>Up to a quotation mark that is part of the word if a Hebrew letter follows.</summary>
    BetweenHebrew,

    /// <summary>Up to a letter. Words may end from here on.</summary>
    Letter,

    /// <summary>Up to a Hebrew letter.</summary>
    Hebrew,

    /// <summary>Up to a Hebrew letter, quotation mark and all.</summary>
    Quoted,

    /// <summary>Up to a digit.</summary>
    Digit,

    /// <summary>Up to Katakana.</summary>
    Katakana,

    /// <summary>Up to a connector.</summary>
    Connector,
}

/// <summary>The rules by which characters become words.</summary>
/// <remarks>Unicode Standard Annex #29, WB5 to WB13b; where Hebrew quotation marks meet other rules, as Lucene 8 reads them.</remarks>
internal static class WordRules
{
    /// <summary>Whether a word may end here.</summary>
    public static bool IsWord(WordState state) => state >= WordState.Letter;

    /// <summary>Reads one character that is not joined to the one before.</summary>
    /// <returns>How far the word is read then; <see cref="WordState.None"/> where the character is not part of it.</returns>
    public static WordState Next(WordState state, CharacterClass read)
    {
        if ((read & CharacterClass.Letter) != 0)
            return AfterLetter(state, isHebrew: (read & CharacterClass.Hebrew) != 0);
        if ((read & CharacterClass.Digit) != 0)
            return state is WordState.BetweenLetters or WordState.BetweenHebrew or WordState.Katakana ? WordState.None : WordState.Digit;
        if ((read & CharacterClass.Katakana) != 0)
            return state is WordState.Start or WordState.Led or WordState.Katakana or WordState.Connector ? WordState.Katakana : WordState.None;
        if ((read & CharacterClass.Connector) != 0)
            return IsWord(state) ? WordState.Connector : state is WordState.Start or WordState.Led ? WordState.Led : WordState.None;

        return AfterMark(state, read);
    }

    private static WordState AfterLetter(WordState state, bool isHebrew) => state switch
    {
        WordState.Katakana or WordState.BetweenDigits => WordState.None,
        WordState.BetweenHebrew => isHebrew ? WordState.Quoted : WordState.None,
        WordState.BetweenLetters => WordState.Letter,
        _ => isHebrew ? WordState.Hebrew : WordState.Letter,
    };

    private static WordState AfterMark(WordState state, CharacterClass read) => state switch
    {
        WordState.Hebrew when (read & CharacterClass.SingleQuote) != 0 => WordState.Quoted,
        WordState.Hebrew when (read & CharacterClass.DoubleQuote) != 0 => WordState.BetweenHebrew,
        WordState.Hebrew or WordState.Letter when (read & CharacterClass.BetweenLetters) != 0 => WordState.BetweenLetters,
        WordState.Digit when (read & CharacterClass.BetweenDigits) != 0 => WordState.BetweenDigits,
        _ => WordState.None,
    };
}
