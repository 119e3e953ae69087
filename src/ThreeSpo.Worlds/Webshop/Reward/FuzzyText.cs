using System.Text;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>A text made ready to be compared with others: its words in lower case, each once, sorted.</summary>
internal sealed class FuzzyText
{
    // Characters are counted in so many classes; a class may hold several of them.
    private const int Classes = 32;

    private readonly ushort[] _counts = new ushort[Classes];

    private FuzzyText(string[] words)
    {
        Words = words;
        Text = string.Join(' ', words);
        foreach (Rune rune in Text.EnumerateRunes())
        {
            Length++;
            ref ushort count = ref _counts[rune.Value % Classes];
            count = (ushort)Math.Min(count + 1, ushort.MaxValue);
        }
    }

    /// <summary>The words, distinct, by code points.</summary>
    public string[] Words { get; }

    /// <summary>The words, joined by spaces; empty where there are none.</summary>
    public string Text { get; }

    /// <summary>How long <see cref="Text"/> is. Unit: code points.</summary>
    public int Length { get; }

    /// <summary>Makes a text ready: without U+0080 to U+00FF, with a space for everything that is neither letter nor number.</summary>
    public static FuzzyText Of(string text)
    {
        StringBuilder kept = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is >= '\u0080' and <= '\u00ff')
                continue;

            bool whole = Rune.TryGetRuneAt(text, i, out Rune rune);
            if (whole && PythonText.IsWord(rune))
                kept.Append(text, i, rune.Utf16SequenceLength);
            else
                kept.Append(' ');

            i += whole ? rune.Utf16SequenceLength - 1 : 0;
        }

        string[] words = PythonText.Lower(kept.ToString()).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] distinct = [.. words.Distinct(StringComparer.Ordinal)];
        Array.Sort(distinct, CodePointOrder.Instance);
        return new FuzzyText(distinct);
    }

    /// <summary>At least as many as the characters that have a partner in the other text, wherever it stands. Unit: code points.</summary>
    public int MostPartners(FuzzyText other)
    {
        // Beyond this length a class may have been counted short.
        if (Math.Min(Length, other.Length) >= ushort.MaxValue)
            return Math.Min(Length, other.Length);

        int partners = 0;
        for (int i = 0; i < Classes; i++)
            partners += Math.Min(_counts[i], other._counts[i]);

        return partners;
    }
}
