using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class RolloutWidthTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(0.876, 8)]
    [InlineData(0.875, 7)]
    [InlineData(0.126, 2)]
    [InlineData(0.125, 1)]
    [InlineData(1e-300, 1)]
    [InlineData(0, 0)]
    public void The_width_is_the_score_of_eight_rounded_up(double score, int expected) => Assert.Equal(expected, RolloutWidth.For(score, 8));

    [Fact]
    public void No_room_means_no_width() => Assert.Equal(0, RolloutWidth.For(1, 0));

    [Fact]
    public void A_higher_score_never_narrows()
    {
        for (int maxWidth = 1; maxWidth <= 16; maxWidth++)
            for (double score = 0; score < 1; score += 0.01)
                Assert.InRange(RolloutWidth.For(score, maxWidth), 0, RolloutWidth.For(score + 0.01, maxWidth));
    }
}
