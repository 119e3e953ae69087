using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Reward;

public sealed class RuleNounsTests
{
    private static readonly RuleNouns Rule = new();

    [Theory]
    [InlineData("Letter I Birthday Cake Candles Set with Holders (96 Pack)", "letter birthday cake candles set holders pack")]
    [InlineData("Men's T-Shirts, Short-Sleeve", "men t shirts short sleeve")]
    [InlineData("Women,Canvas", "women canvas")]
    [InlineData("a soft pillow for the Soft Bed", "pillow soft bed")]
    [InlineData("64GB SSD 38mm 260ml 5pcs 3-Seat 81T90002UX 1920 X 1080", "gb ssd 260ml 5pcs 3-seat")]
    [InlineData("w/Scrolled Arm & D.O.N. Socks...", "scrolled arm d.o.n socks")]
    [InlineData("Shoe Shoe SHOE", "shoe shoe shoe")]
    [InlineData("", "")]
    [InlineData(" -- ™ 12 ", "")]
    [InlineData("女装 İ", "女装 i\u0307")]
    public void Words_that_are_neither_numbers_nor_small_words_count(string title, string expected) => Assert.Equal(expected, string.Join(' ', Rule.Of(title)));
}
