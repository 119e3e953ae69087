namespace ThreeSpo.Worlds.Webshop;

/// <summary>What a character may do in a word. Several at once: the accents of Thai both join and are words.</summary>
[Flags]
internal enum CharacterClass : ushort
{
    None = 0,

    /// <summary>A letter of an alphabet or of Hangul.</summary>
    Letter = 1,

    /// <summary>A Hebrew letter: it may be followed by quotation marks.</summary>
    Hebrew = 1 << 1,

    /// <summary>A digit.</summary>
    Digit = 1 << 2,

    /// <summary>Katakana: a word of its own beside letters.</summary>
    Katakana = 1 << 3,

    /// <summary>The underscore and its like.</summary>
    Connector = 1 << 4,

    /// <summary>Part of a word between two letters: colon and full stop.</summary>
    BetweenLetters = 1 << 5,

    /// <summary>Part of a word between two digits: comma and full stop.</summary>
    BetweenDigits = 1 << 6,

    /// <summary>The apostrophe.</summary>
    SingleQuote = 1 << 7,

    /// <summary>The quotation mark.</summary>
    DoubleQuote = 1 << 8,

    /// <summary>Belongs to the character before it: accents, selectors, joiners.</summary>
    Joined = 1 << 9,

    /// <summary>A word by itself: Han and Hiragana.</summary>
    Single = 1 << 10,

    /// <summary>Of a script that writes words without spaces, such as Thai: a run of them is kept whole.</summary>
    Unspaced = 1 << 11,

    /// <summary>A picture: emoji, and symbols that may be shown as one.</summary>
    Picture = 1 << 12,

    /// <summary>A colour of skin.</summary>
    Tone = 1 << 13,

    /// <summary>A picture that takes a <see cref="Tone"/>.</summary>
    Toned = 1 << 14,

    /// <summary>Half of a flag.</summary>
    HalfFlag = 1 << 15,
}
