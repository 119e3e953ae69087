using System.Text;

namespace ThreeSpo.Torch.Text;

/// <summary>Brings text to the form that tokenizers were trained on: well-formed, canonically composed (NFC).</summary>
/// <remarks>
/// The Unicode Standard, section 3.11, D117. Written out because the base library's own <c>string.Normalize</c> returns its
/// argument unchanged where the program runs without ICU, which this one does.
/// </remarks>
internal static class CanonicalText
{
    private const char FirstThatMayMove = '\u0300';

    /// <summary>The text with U+FFFD for every half of a surrogate pair that lacks its other half.</summary>
    public static string WellFormed(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return text;

        var whole = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            whole.Append(rune);

        return whole.ToString();
    }

    /// <summary>The canonical composition of a well-formed text.</summary>
    public static string Composed(string text)
    {
        if (IsComposed(text))
            return text;

        var runes = new List<int>(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            CanonicalForms.Decompose(rune.Value, runes);

        int[] classes = [.. runes.Select(CanonicalForms.Class)];
        int[] ordered = [.. runes];
        Order(ordered, classes);
        return Compose(ordered, classes);
    }

    /// <summary>Whether no code point of a text could take part in a change. False may be a false alarm.</summary>
    private static bool IsComposed(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstThatMayMove - 1)) < 0)
            return true;

        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value >= FirstThatMayMove && CanonicalForms.MayMove(rune.Value))
                return false;
        }

        return true;
    }

    /// <summary>Sorts each run of combining characters by class; equal classes keep their order.</summary>
    private static void Order(int[] runes, int[] classes)
    {
        int start = 0;
        while (start < runes.Length)
        {
            int end = start;
            while (end < runes.Length && classes[end] != 0)
                end++;

            if (end - start > 1)
                Order(runes.AsSpan(start, end - start), classes.AsSpan(start, end - start));

            start = end + 1;
        }
    }

    private static void Order(Span<int> runes, Span<int> classes)
    {
        long[] places = new long[runes.Length];
        for (int i = 0; i < places.Length; i++)
            places[i] = ((long)classes[i] << 32) | (uint)i;

        places.AsSpan().Sort(runes);
        for (int i = 0; i < places.Length; i++)
            classes[i] = (int)(places[i] >> 32);
    }

    /// <summary>Joins each starter with the characters after it that nothing blocks.</summary>
    private static string Compose(int[] runes, int[] classes)
    {
        var output = new List<int>(runes.Length);
        int starter = -1;
        int last = -1;
        for (int i = 0; i < runes.Length; i++)
        {
            int composed = starter >= 0 && last < classes[i] ? CanonicalForms.Compose(output[starter], runes[i]) : -1;
            if (composed >= 0)
            {
                output[starter] = composed;
                continue;
            }

            last = classes[i];
            if (last == 0)
            {
                starter = output.Count;
                last = -1;
            }

            output.Add(runes[i]);
        }

        var text = new StringBuilder(output.Count);
        foreach (int rune in output)
            text.Append(new Rune(rune));

        return text.ToString();
    }
}
