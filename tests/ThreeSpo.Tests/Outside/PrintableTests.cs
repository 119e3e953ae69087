using ThreeSpo.Outside;

namespace ThreeSpo.Tests.Outside;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("a mug 1", "a mug 1")]
    [InlineData("\u001b[2J\u001b]0;title\u0007", "?[2J?]0;title?")]
    [InlineData("a\r\nb\u2028c\td", "a  b c d")]
    [InlineData("\u009b31m \u007f \0", "?31m ? ?")]
    [InlineData("abc\u202edef\u2066", "abc?def?")]
    [InlineData("\ud83d\ude00 é 中", "\ud83d\ude00 é 中")]
    public void A_line_holds_nothing_that_steers_a_terminal(string text, string shown) => Assert.Equal(shown, Printable.Line(text));

    [Fact]
    public void A_long_line_is_cut()
    {
        Assert.Equal("abc…", Printable.Line("abcdef", most: 3));
        Assert.Equal("a?…", Printable.Line("a\ud83d\ude00b", most: 2));
        Assert.Equal(61, Printable.Line(new string('x', 1 << 20)).Length);
    }

    [Fact]
    public void Halves_of_surrogate_pairs_are_replaced() => Assert.Equal("?x?", Printable.Line("\ud800x\udc00"));

    [Fact]
    public void A_text_keeps_its_lines() => Assert.Equal("a\n\tb??[1A", Printable.Text("a\n\tb\r\u001b[1A"));
}
