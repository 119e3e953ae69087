using ThreeSpo.Cli.Screens;

namespace ThreeSpo.Tests.Cli.Screens;

public sealed class ColumnsTests
{
    [Fact]
    public void Texts_stand_left_and_numbers_right() => Assert.Equal(
        ["name   n", "a     10", "long   1"], Columns.Lines("lr", [["name", "n"], ["a", "10"], ["long", "1"]]));

    [Fact]
    public void A_first_text_that_does_not_fit_has_a_line_of_its_own() => Assert.Equal(
        ["run     n", "short  10", "much too long", "        1"],
        Columns.Lines("lr", [["run", "n"], ["short", "10"], ["much too long", "1"]], width: 12));

    [Theory]
    [InlineData(999, "999")]
    [InlineData(1000, "1k")]
    [InlineData(31_328, "31k")]
    [InlineData(999_999, "1M")]
    [InlineData(1_250_000, "1.3M")]
    public void Large_numbers_are_short(long value, string expected) => Assert.Equal(expected, Shown.Short(value));
}
