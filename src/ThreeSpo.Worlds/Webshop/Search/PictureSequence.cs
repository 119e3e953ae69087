namespace ThreeSpo.Worlds.Webshop;

/// <summary>Pictures of several characters: with tones, joined ones, flags and key caps.</summary>
/// <remarks>Unicode Technical Standard #51, emoji_sequence, as Lucene 8 reads it.</remarks>
internal static class PictureSequence
{
    private const char Joiner = '\u200D';
    private const char AsText = '\uFE0E';
    private const char AsPicture = '\uFE0F';
    private const char KeyCap = '\u20E3';

    /// <summary>How long the picture is that a text begins with. Unit: UTF-16 units; 0 where it begins with none.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        char first = text[0];
        if (first is '#' or '*')
            return KeyCapLength(text);
        if (first < '\u00A9')
            return 0;

        return (WordScanner.ClassAt(text, 0, out int units) & CharacterClass.HalfFlag) != 0 ? FlagLength(text, units) : JoinedLength(text);
    }

    // Digits have key caps too, but those are found as words.
    private static int KeyCapLength(ReadOnlySpan<char> text)
    {
        int at = AfterJoined(text, 1);
        if (text[1..at].Contains(KeyCap))
            return at;

        bool isCap = at + 1 < text.Length && text[at] is AsPicture && text[at + 1] is KeyCap;
        return isCap ? AfterJoined(text, at + 2) : 0;
    }

    private static int FlagLength(ReadOnlySpan<char> text, int units)
    {
        int at = WordScanner.AfterJoined(text, units);
        bool isFlag = at < text.Length && (WordScanner.ClassAt(text, at, out units) & CharacterClass.HalfFlag) != 0;
        return isFlag ? WordScanner.AfterJoined(text, at + units) : 0;
    }

    private static int JoinedLength(ReadOnlySpan<char> text)
    {
        int length = OneLength(text);
        while (length > 0)
        {
            // The joiner before the next picture was read with this one, unless a selector stood between.
            int next = text[length - 1] is Joiner ? length : length < text.Length && text[length] is Joiner ? length + 1 : text.Length;
            int more = next < text.Length ? OneLength(text[next..]) : 0;
            if (more == 0)
                break;

            length = next + more;
        }

        return length;
    }

    private static int OneLength(ReadOnlySpan<char> text)
    {
        int at = 0;
        while (at < text.Length && text[at] is Joiner)
            at++;
        if (at == text.Length)
            return 0;

        CharacterClass read = WordScanner.ClassAt(text, at, out int units);
        if ((read & CharacterClass.Tone) != 0)
            return at == 0 ? AfterJoined(text, units) : 0;
        if ((read & CharacterClass.Picture) == 0)
            return 0;

        at = AfterJoined(text, at + units);
        if (at == text.Length)
            return at;
        if ((read & CharacterClass.Toned) != 0 && (WordScanner.ClassAt(text, at, out units) & CharacterClass.Tone) != 0)
            return AfterJoined(text, at + units);

        return text[at] is AsPicture ? at + 1 : at;
    }

    private static int AfterJoined(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is not (AsText or AsPicture) && (WordScanner.ClassAt(text, at, out int units) & CharacterClass.Joined) != 0)
            at += units;

        return at;
    }
}
