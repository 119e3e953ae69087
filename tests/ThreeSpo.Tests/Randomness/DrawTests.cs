using ThreeSpo.Randomness;

namespace ThreeSpo.Tests.Randomness;

public sealed class DrawTests
{
    [Fact]
    public void Equal_coordinates_draw_equally() => Assert.Equal(new Draw(1, 2, 3, 4).Uniform(5), new Draw(1, 2, 3, 4).Uniform(5));

    [Fact]
    public void Every_coordinate_changes_the_draw()
    {
        double[] draws =
        [
            new Draw(1, 2, 3, 4).Uniform(5),
            new Draw(9, 2, 3, 4).Uniform(5),
            new Draw(1 + (1UL << 40), 2, 3, 4).Uniform(5),
            new Draw(1, 9, 3, 4).Uniform(5),
            new Draw(1, 2, 9, 4).Uniform(5),
            new Draw(1, 2, 3, 9).Uniform(5),
            new Draw(1, 2, 3, 4).Uniform(9),
        ];

        Assert.Equal(draws.Length, draws.Distinct().Count());
    }

    [Fact]
    public void Uniform_numbers_fill_the_unit_interval()
    {
        double sum = 0;
        for (int node = 0; node < 10_000; node++)
        {
            double number = new Draw(7, 0, 0, node).Uniform(Use.Action);
            Assert.True(number is >= 0 and < 1);
            sum += number;
        }

        Assert.InRange(sum / 10_000, 0.49, 0.51);
    }

    [Fact]
    public void Whole_numbers_below_a_bound_come_about_equally_often()
    {
        int[] counts = new int[7];
        for (int node = 0; node < 70_000; node++)
            counts[new Draw(7, 0, 0, node).Below(7, Use.GoBack)]++;

        // Five standard deviations of a binomial count with 70,000 tries of 1 in 7.
        Assert.All(counts, count => Assert.InRange(count, 10_000 - 465, 10_000 + 465));
    }

    [Fact]
    public void A_bound_below_one_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Draw(1, 2, 3, 4).Below(0, Use.Action));
}
