using System.Globalization;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>The classes of all characters.</summary>
/// <remarks>
/// Unicode Standard Annex #29, Table 3, as of Unicode 9, with the emoji of Emoji 11: derived from general categories, which the runtime
/// knows, and the ranges that differ. Letters that are newer count as letters.
/// </remarks>
internal static class CharacterClasses
{
    private const string Letters = "5F3 24B6-24E9 1F130-1F149 1F150-1F169 1F170-1F189";
    private const string Hebrew = "5D0-5F2 FB1D-FB28 FB2A-FB4F";
    private const string Digits = "66B";
    private const string Katakana = "3031-3035 309B-309C 30A0-30FA 30FC-30FF 31F0-31FF 32D0-32FE 3300-3357 FF66-FF9D 1B000";
    private const string Connectors = "202F";
    private const string BetweenLetters = "27 2E 3A B7 2D7 387 5F4 2018-2019 2024 2027 FE13 FE52 FE55 FF07 FF0E FF1A";
    private const string BetweenDigits = "27 2C 2E 3B 37E 589 60C-60D 66C 7F8 2018-2019 2024 2044 FE10 FE14 FE50 FE52 FE54 FF07 FF0C FF0E FF1B";
    private const string Joined = "1A7F 1CF2-1CF3 FF9E-FF9F";
    private const string Singles = "2E80-2E99 2E9B-2EF3 2F00-2FD5 3007 3021-3029 3038-303A 3041-3096 309D-309F 3400-4DBF 4E00-9FFF F900-FA6D FA70-FAD9 1B001-1B11F 1F200";
    private const string Unspaced = "E00-E7F E80-EFF 1000-109F 1780-17FF 1950-19DF 1A20-1AAF A9E0-A9FF AA60-AADF 11700-1173F";
    private const string UnspacedSymbols = "109E-109F 19DA 19DE-19DF 1AA0-1AA6 1AA8-1AAD AA77-AA79 AADE-AADF 1173A-1173B 1173F";

    private const string Pictures =
        "A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 2388 23CF 23E9-23F3 23F8-23FA 24C2 25AA-25AB 25B6 25C0 25FB-25FE " +
        "2600-2605 2607-2612 2614-2685 2690-2705 2708-2712 2714 2716 271D 2721 2728 2733-2734 2744 2747 274C 274E 2753-2755 2757 2763-2767 " +
        "2795-2797 27A1 27B0 27BF 2934-2935 2B05-2B07 2B1B-2B1C 2B50 2B55 3030 303D 3297 3299 1F000-1F0FF 1F10D-1F10F 1F12F 1F16C-1F171 " +
        "1F17E-1F17F 1F18E 1F191-1F19A 1F1AD-1F1E5 1F201-1F20F 1F21A 1F22F 1F232-1F23A 1F23C-1F23F 1F249-1F3FA 1F400-1F53D 1F546-1F64F " +
        "1F680-1F6FF 1F774-1F77F 1F7D5-1F7FF 1F80C-1F80F 1F848-1F84F 1F85A-1F85F 1F888-1F88F 1F8AE-1F8FF 1F90C-1F93A 1F93C-1F945 1F947-1FFFD";

    private const string Toned =
        "261D 26F9 270A-270D 1F385 1F3C2-1F3C4 1F3C7 1F3CA-1F3CC 1F442-1F443 1F446-1F450 1F466-1F469 1F46E 1F470-1F478 1F47C 1F481-1F483 " +
        "1F485-1F487 1F4AA 1F574-1F575 1F57A 1F590 1F595-1F596 1F645-1F647 1F64B-1F64F 1F6A3 1F6B4-1F6B6 1F6C0 1F6CC 1F918-1F91C 1F91E-1F91F " +
        "1F926 1F930-1F939 1F93D-1F93E 1F9B5-1F9B6 1F9B8-1F9B9 1F9D1-1F9DD";

    // Planes 0 and 1; of the others only 2 and 3 hold words, all of them Han.
    private static readonly CharacterClass[] Table = Made(0x20000);

    /// <summary>The classes of a character.</summary>
    /// <param name="codePoint">Any code point; halves of surrogate pairs have no class.</param>
    public static CharacterClass Of(int codePoint)
    {
        if ((uint)codePoint < (uint)Table.Length)
            return Table[codePoint];

        return codePoint is >= 0x20000 and < 0x40000 ? OfHan(codePoint) : OfCategory(codePoint);
    }

    private static CharacterClass OfHan(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint) is UnicodeCategory.OtherLetter ? CharacterClass.Single : CharacterClass.None;

    private static CharacterClass OfCategory(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => CharacterClass.Letter,
        UnicodeCategory.DecimalDigitNumber => CharacterClass.Digit,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark => CharacterClass.Joined,
        UnicodeCategory.Format when codePoint != 0x200B => CharacterClass.Joined,
        UnicodeCategory.ConnectorPunctuation => CharacterClass.Connector,
        _ => CharacterClass.None,
    };

    private static CharacterClass[] Made(int count)
    {
        var table = new CharacterClass[count];
        for (int i = 0; i < count; i++)
            table[i] = OfCategory(i);

        foreach (int i in In(Unspaced))
            table[i] = OfUnspaced(table[i]);
        foreach (int i in In(Hebrew).Where(i => table[i] is CharacterClass.Letter))
            table[i] |= CharacterClass.Hebrew;

        Set(Letters, CharacterClass.Letter);
        Set(Digits, CharacterClass.Digit);
        Set(Katakana, CharacterClass.Katakana);
        Set(Connectors, CharacterClass.Connector);
        Set(Joined, CharacterClass.Joined);
        Set(Singles, CharacterClass.Single);
        Set(UnspacedSymbols, CharacterClass.Unspaced);

        Add(BetweenLetters, CharacterClass.BetweenLetters);
        Add(BetweenDigits, CharacterClass.BetweenDigits);
        Add("27", CharacterClass.SingleQuote);
        Add("22", CharacterClass.DoubleQuote);
        Add(Pictures, CharacterClass.Picture);
        Add(Toned, CharacterClass.Toned);
        Add("1F3FB-1F3FF", CharacterClass.Tone);
        Add("1F1E6-1F1FF", CharacterClass.HalfFlag);
        return table;

        void Set(string ranges, CharacterClass to)
        {
            foreach (int i in In(ranges))
                table[i] = to;
        }

        void Add(string ranges, CharacterClass more)
        {
            foreach (int i in In(ranges))
                table[i] |= more;
        }
    }

    private static CharacterClass OfUnspaced(CharacterClass usual) => usual switch
    {
        CharacterClass.Letter => CharacterClass.Unspaced,
        CharacterClass.Joined => CharacterClass.Joined | CharacterClass.Unspaced,
        _ => usual,
    };

    /// <summary>The characters of ranges such as "41-5A 61-7A".</summary>
    private static IEnumerable<int> In(string ranges)
    {
        foreach (string range in ranges.Split(' '))
        {
            string[] ends = range.Split('-');
            int last = int.Parse(ends[^1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            for (int i = int.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture); i <= last; i++)
                yield return i;
        }
    }
}
