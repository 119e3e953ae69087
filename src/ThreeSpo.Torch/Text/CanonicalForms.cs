using System.Globalization;

namespace ThreeSpo.Torch.Text;

/// <summary>What Unicode says about each code point's canonical form.</summary>
/// <remarks>
/// The Unicode Standard, section 3.11 and, for Hangul, section 3.12. The table is CanonicalForms.txt: Unicode 9.0, by which
/// Hugging Face's tokenizers compose, so that equal texts get equal ids. Later versions only add rare marks.
/// </remarks>
internal static class CanonicalForms
{
    private const int Syllables = 0xAC00;
    private const int Leading = 0x1100;
    private const int Vowels = 0x1161;
    private const int Trailing = 0x11A7;
    private const int VowelCount = 21;
    private const int TrailingCount = 28;
    private const int SyllableCount = 19 * VowelCount * TrailingCount;

    private static readonly Dictionary<int, int[]> Decompositions = [];
    private static readonly Dictionary<(int First, int Second), int> Compositions = [];
    private static readonly Dictionary<int, int> Classes = [];
    private static readonly HashSet<int> Movers = [];

    static CanonicalForms()
    {
        using Stream table = typeof(CanonicalForms).Assembly.GetManifestResourceStream("ThreeSpo.Torch.Text.CanonicalForms.txt")!;
        using var lines = new StreamReader(table);
        while (lines.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                Add(line.Split(' '));
        }

        Movers.UnionWith(Classes.Keys);
        Movers.UnionWith(Compositions.Keys.Select(pair => pair.Second));
        Movers.UnionWith(Enumerable.Range(Vowels, VowelCount));
        Movers.UnionWith(Enumerable.Range(Trailing + 1, TrailingCount - 1));
    }

    /// <summary>The canonical combining class: 0 for a character that others attach to.</summary>
    public static int Class(int rune) => Classes.GetValueOrDefault(rune);

    /// <summary>Whether a text that holds this code point may not be in composed form.</summary>
    public static bool MayMove(int rune) => Movers.Contains(rune);

    /// <summary>Adds the full canonical decomposition of a code point.</summary>
    public static void Decompose(int rune, List<int> into)
    {
        int syllable = rune - Syllables;
        if (syllable is >= 0 and < SyllableCount)
        {
            into.Add(Leading + (syllable / (VowelCount * TrailingCount)));
            into.Add(Vowels + (syllable / TrailingCount % VowelCount));
            if (syllable % TrailingCount != 0)
                into.Add(Trailing + (syllable % TrailingCount));
        }
        else if (Decompositions.TryGetValue(rune, out int[]? parts))
        {
            foreach (int part in parts)
                Decompose(part, into);
        }
        else
        {
            into.Add(rune);
        }
    }

    /// <summary>The code point that two adjacent ones compose to, or -1.</summary>
    public static int Compose(int first, int second)
    {
        int leading = first - Leading;
        int vowel = second - Vowels;
        if (leading is >= 0 and < 19 && vowel is >= 0 and < VowelCount)
            return Syllables + (((leading * VowelCount) + vowel) * TrailingCount);

        int syllable = first - Syllables;
        int trailing = second - Trailing;
        if (syllable is >= 0 and < SyllableCount && syllable % TrailingCount == 0 && trailing is > 0 and < TrailingCount)
            return first + trailing;

        return Compositions.GetValueOrDefault((first, second), -1);
    }

    private static void Add(string[] words)
    {
        if (words.Length == 2)
        {
            string[] ends = words[0].Split("..");
            for (int rune = Hex(ends[0]); rune <= Hex(ends[^1]); rune++)
                Classes[rune] = int.Parse(words[1], CultureInfo.InvariantCulture);

            return;
        }

        int composed = Hex(words[0]);
        int[] parts = [.. words[2..].Select(Hex)];
        Decompositions[composed] = parts;
        if (words[1] == "=")
            Compositions[(parts[0], parts[1])] = composed;
        else
            Movers.Add(composed);
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
