using System.Text;
using ThreeSpo.Tests.Security.Fuzzing;

namespace ThreeSpo.Tests.Worlds.Webshop.Search;

/// <summary>Text of anything: words, marks, pictures, joiners, halves of surrogate pairs.</summary>
internal static class RandomText
{
    private static readonly string[] Parts =
    [
        " ", "a", "B", "1", "9", "_", ".", ",", ":", "'", "\"", "’", "-", "s", "'s", "the", "shoes", "\u0301", "\u200D", "\u200B", "\uFE0E", "\uFE0F", "\u20E3", "#", "*", "א", "ב", "ア", "カ",
        "ー", "す", "中", "한", "ก", "ั", "★", "❤", "™", "👍", "🏽", "👩", "🚀", "🇺", "🇸", "٫", "٬", "⁄", "𝐱", "𠀀", "İ", "ß", "Σ", "\ud800", "\udc00", "\0", "\n", "ⓐ", "🅰", "ℹ", "〱", "々", "０", "Ａ",
    ];

    /// <summary>Up to 30 parts, or some thousand of one.</summary>
    public static string Of(Chance chance)
    {
        if (chance.OneIn(50))
            return string.Concat(Enumerable.Repeat(chance.Of(Parts), 1 + chance.Below(1000)));

        var text = new StringBuilder();
        for (int left = chance.Below(30); left > 0; left--)
            text.Append(chance.OneIn(20) ? ((char)chance.Below(0x10000)).ToString() : chance.Of(Parts));

        return text.ToString();
    }
}
