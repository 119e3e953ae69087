using System.Text;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Python;

/// <summary>Expected values are those of Python 3.</summary>
public sealed class PythonTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("ABC é É", "abc é é")]
    [InlineData("İI", "i\u0307i")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("ΟΔΟΣ ΣΑΣ Σ", "οδος σας σ")]
    [InlineData("Σ.Α Α.Σ. ΑΣ\u0301 ΑΣ’Α", "σ.α α.ς. ας\u0301 ασ’α")]
    [InlineData("𐐀Σ Σ𐐀", "𐐨ς σ𐐨")]
    [InlineData("K ẞ ſ", "k ß ſ")]
    public void Lower_case(string text, string expected) => Assert.Equal(expected, PythonText.Lower(text));

    [Theory]
    [InlineData(" \t\u001c\u2003a b\u00a0\u001f", "a b")]
    [InlineData("\u200ba", "\u200ba")]
    [InlineData("  ", "")]
    public void Without_the_spaces_around(string text, string expected) => Assert.Equal(expected, PythonText.Strip(text));

    [Theory]
    [InlineData("color", "noon blue", "('color', 'noon blue')")]
    [InlineData("size", "men's 8", "('size', \"men's 8\")")]
    [InlineData("size", "5\" x 6'", "('size', '5\" x 6\\'')")]
    [InlineData("size", "24\"", "('size', '24\"')")]
    [InlineData("a\\b", "tab\tline\nreturn\r", "('a\\\\b', 'tab\\tline\\nreturn\\r')")]
    [InlineData("é\u00a0", "\u200b\u0007\u00ad", "('é\\xa0', '\\u200b\\x07\\xad')")]
    [InlineData("😀", "\U000e0001", "('😀', '\\U000e0001')")]
    [InlineData("", "中 ㎏", "('', '中 ㎏')")]
    public void A_pair_is_printed_with_quotes_and_escapes(string name, string value, string expected) => Assert.Equal(expected, PythonText.Pair(name, value));

    [Fact]
    public void Half_a_pair_of_surrogates_stays_and_is_printed_as_an_escape()
    {
        Assert.Equal("\ud800ai\u0307", PythonText.Lower("\ud800Aİ"));
        Assert.Equal("('\\ud800', '\\udc00')", PythonText.Pair("\ud800", "\udc00"));
    }

    [Theory]
    [InlineData('a', true)]
    [InlineData('_', true)]
    [InlineData('½', true)]
    [InlineData('①', true)]
    [InlineData('中', true)]
    [InlineData('ª', true)]
    [InlineData('\u0301', false)]
    [InlineData('-', false)]
    [InlineData('™', false)]
    [InlineData('\u203f', false)]
    public void Letters_numbers_and_the_underscore_make_words(char letter, bool expected) => Assert.Equal(expected, PythonText.IsWord(new Rune(letter)));
}
