using System.Collections.Frozen;
using System.Text;

namespace ThreeSpo.Worlds.Webshop;

/// <summary>Turns text into what searches compare: words in lower case, without the most common ones, stemmed.</summary>
/// <remarks>Lucene 8's English analysis as Anserini sets it up: words, possessive 's, lower case, 33 stop words, Porter's stems.</remarks>
public static class Analyzer
{
    private static readonly FrozenSet<string> StopWords = FrozenSet.ToFrozenSet(
        ("a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with").Split(' '),
        StringComparer.Ordinal);

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">Any text, well-formed Unicode or not.</param>
    /// <returns>Its tokens, in order, with repetitions.</returns>
    public static IReadOnlyList<string> Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> tokens = [];
        Span<char> room = stackalloc char[WordScanner.MostUnits];
        var words = new WordScanner(text);
        while (words.MoveNext())
        {
            ReadOnlySpan<char> word = Plain(words.Current, room);
            if (word.Length > 0)
                tokens.Add(Stemmer.OfThread.Stem(word));
        }

        return tokens;
    }

    /// <summary>A word without possessive and in lower case.</summary>
    /// <param name="word">A word of a <see cref="WordScanner"/>.</param>
    /// <param name="room">Where to put it, <see cref="WordScanner.MostUnits"/> long.</param>
    /// <returns>The word within <paramref name="room"/>; empty where it is a stop word.</returns>
    internal static ReadOnlySpan<char> Plain(ReadOnlySpan<char> word, Span<char> room)
    {
        if (word is [.., '\'' or '\u2019' or '\uFF07', 's' or 'S'])
            word = word[..^2];

        ToLower(word, room);
        ReadOnlySpan<char> plain = room[..word.Length];
        return StopWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(plain) ? [] : plain;
    }

    private static void ToLower(ReadOnlySpan<char> word, Span<char> room)
    {
        for (int at = 0; at < word.Length;)
        {
            if (char.IsAscii(word[at]))
            {
                room[at] = (char)(char.IsAsciiLetterUpper(word[at]) ? word[at] | 0x20 : word[at]);
                at++;
            }
            else
            {
                Rune.DecodeFromUtf16(word[at..], out Rune rune, out int units);

                // The one capital that the runtime's invariant mapping leaves alone.
                Rune lower = rune.Value == 'İ' ? new Rune('i') : Rune.ToLowerInvariant(rune);
                if (lower.Utf16SequenceLength == units)
                    lower.EncodeToUtf16(room[at..]);
                else
                    word.Slice(at, units).CopyTo(room[at..]);

                at += units;
            }
        }
    }
}
