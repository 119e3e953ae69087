using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class WhiteningTests
{
    [Fact]
    public void Values_are_centred_and_divided_by_the_unbiased_deviation()
    {
        // Mean 2, variance (1 + 0 + 1) / 2 = 1.
        double[] whitened = Of([1, 2, 3]);

        Assert.Equal(-1 / Math.Sqrt(1 + 1e-8), whitened[0], 14);
        Assert.Equal(0, whitened[1]);
        Assert.Equal(1 / Math.Sqrt(1 + 1e-8), whitened[2], 14);
    }

    [Fact]
    public void A_row_of_weight_two_counts_as_two_rows()
    {
        double[] twice = Of([1, 1, 4, 6]);
        double[] weighed = Of([1, 4, 6], 2, 1, 1);

        Assert.Equal(twice[1], weighed[0], 14);
        Assert.Equal(twice[2], weighed[1], 14);
        Assert.Equal(twice[3], weighed[2], 14);
    }

    [Fact]
    public void A_row_of_weight_zero_is_whitened_and_not_counted()
    {
        double[] whitened = Of([1, 2, 3, 100], 1, 1, 1, 0);

        Assert.Equal(Of([1, 2, 3])[2], whitened[2], 14);
        Assert.Equal(98 / Math.Sqrt(1 + 1e-8), whitened[3], 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Values_without_spread_become_exactly_zero(int count) =>
        Assert.Equal(new double[count], Of([.. Enumerable.Repeat(0.1, count)]));

    [Fact]
    public void Without_rows_there_is_nothing() => Assert.Empty(Of([]));

    [Fact]
    public void Weights_for_other_rows_are_refused() => Assert.Throws<ArgumentException>(() => Of([1, 2], 1, 1, 1));

    private static double[] Of(double[] values, params double[] weights)
    {
        double[] whitened = new double[values.Length];
        Whitening.Of(values, weights, whitened);
        return whitened;
    }
}
