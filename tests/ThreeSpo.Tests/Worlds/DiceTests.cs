using ThreeSpo.Randomness;
using ThreeSpo.Worlds;

namespace ThreeSpo.Tests.Worlds;

public sealed class DiceTests
{
    [Theory]
    [InlineData(1, 1.0, 1)]
    [InlineData(1, 2.0, 4)]
    [InlineData(1, 1.4, 3)]
    [InlineData(2, 13.3, 27)]
    [InlineData(4, 4.1, 6)]
    public void Counts_keep_their_mean_and_their_range(int min, double mean, int max)
    {
        Dice dice = new(new Draw(7, 0, 0, 0), Use.Layout);
        int[] counts = [.. Enumerable.Range(0, 20_000).Select(_ => dice.Count(min, mean, max))];

        Assert.Equal(mean, counts.Average(), tolerance: 0.02 * max);
        Assert.Equal(min, counts.Min());
        Assert.Equal(max, counts.Max());
    }

    [Fact]
    public void Shuffling_keeps_all_items()
    {
        int[] items = [.. Enumerable.Range(0, 50)];
        new Dice(new Draw(7, 0, 0, 0), Use.Layout).Shuffle<int>(items);

        Assert.NotEqual(Enumerable.Range(0, 50), items);
        Assert.Equal(Enumerable.Range(0, 50), items.Order());
    }
}
