namespace ThreeSpo.Worlds.Webshop;

/// <summary>Cuts a text into words.</summary>
/// <param name="text">The text; halves of surrogate pairs are no words.</param>
/// <remarks>
/// Words of Unicode Standard Annex #29 that hold a letter or digit, each Han and Hiragana character, runs of scripts without spaces, and
/// pictures: what Lucene's standard tokenizer keeps. The longest word that begins at a place is taken, and no more than 255 UTF-16 units.
/// </remarks>
internal ref struct WordScanner(ReadOnlySpan<char> text)
{
    /// <summary>The most UTF-16 units that a word has.</summary>
    public const int MostUnits = 255;

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    /// <summary>The word that was read last.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Reads the next word.</summary>
    /// <returns>False where there is none.</returns>
    public bool MoveNext()
    {
        while (_at < _text.Length)
        {
            ReadOnlySpan<char> ahead = Ahead(_text[_at..]);
            CharacterClass first = ClassAt(ahead, 0, out int units);
            int length = LengthOf(ahead, first, units);
            if (length > 0)
            {
                Current = ahead[..length];
                _at += length;
                return true;
            }

            _at += units;
        }

        return false;
    }

    /// <summary>The class of the character at a place, and how many UTF-16 units it has.</summary>
    public static CharacterClass ClassAt(ReadOnlySpan<char> text, int at, out int units)
    {
        char unit = text[at];
        units = 1;
        if (char.IsHighSurrogate(unit) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            units = 2;
            return CharacterClasses.Of(char.ConvertToUtf32(unit, text[at + 1]));
        }

        return CharacterClasses.Of(unit);
    }

    /// <summary>The place after all characters from a place on that are joined to the one before.</summary>
    public static int AfterJoined(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (ClassAt(text, at, out int units) & CharacterClass.Joined) != 0)
            at += units;

        return at;
    }

    /// <summary>As much of the text as one word may have, never half a character more.</summary>
    private static ReadOnlySpan<char> Ahead(ReadOnlySpan<char> text)
    {
        if (text.Length <= MostUnits)
            return text;

        return text[..(char.IsHighSurrogate(text[MostUnits - 1]) ? MostUnits - 1 : MostUnits)];
    }

    private static int LengthOf(ReadOnlySpan<char> text, CharacterClass first, int units)
    {
        int length = (first & CharacterClass.Unspaced) != 0 ? UnspacedLength(text)
            : (first & CharacterClass.Single) != 0 ? AfterJoined(text, units)
            : WordLength(text);

        return Math.Max(length, PictureSequence.Length(text));
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        WordState state = WordState.Start;
        int length = 0;
        for (int at = 0; at < text.Length;)
        {
            CharacterClass read = ClassAt(text, at, out int units);
            bool joined = (read & CharacterClass.Joined) != 0 && state is not WordState.Start;
            state = joined ? state : WordRules.Next(state, read);
            if (state is WordState.None)
                break;

            at += units;
            length = WordRules.IsWord(state) ? at : length;
        }

        return length;
    }

    private static int UnspacedLength(ReadOnlySpan<char> text)
    {
        int at = 0;
        while (at < text.Length && (ClassAt(text, at, out int units) & CharacterClass.Unspaced) != 0)
            at = AfterJoined(text, at + units);

        return at;
    }
}
