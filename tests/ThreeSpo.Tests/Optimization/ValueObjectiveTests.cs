using System.Text.Json;
using ThreeSpo.Optimization;
using ThreeSpo.Tests.Golden;

namespace ThreeSpo.Tests.Optimization;

public sealed class ValueObjectiveTests
{
    /// <summary>Old value 1, clip 0.5, worked by hand.</summary>
    [Theory]
    [InlineData(1.2, 2, 0.64, -1.6, false)]
    [InlineData(1.8, 2, 0.25, 0, true)]
    [InlineData(1.8, 0, 3.24, 3.6, false)]
    [InlineData(0.2, 0, 0.25, 0, true)]
    public void A_value_that_went_far_enough_towards_its_target_goes_no_further(double value, double target, double loss, double slope, bool clipped)
    {
        (double Loss, double Slope, bool Clipped) found = ValueObjective.Of(value, old: 1, target, clip: 0.5);

        Assert.Equal(loss, found.Loss, 12);
        Assert.Equal(slope, found.Slope, 12);
        Assert.Equal(clipped, found.Clipped);
    }

    [Fact]
    public void Without_a_clip_it_is_the_squared_error() => Assert.Equal((9.0, 6.0, false), ValueObjective.Of(4, old: -50, target: 1, clip: 0));

    /// <summary>The mean over all tokens is what a mini-batch of the light policy takes, whose states have one value each.</summary>
    [Fact]
    public void Values_and_slopes_equal_the_recordings_over_the_mean_of_all()
    {
        int seen = 0;
        foreach (GoldenCase it in GoldenFolder.Cases("value_loss").Where(it => it.Text("loss_agg_mode") == "token-mean"))
        {
            double[][] Matrix(JsonElement rows) => [.. rows.EnumerateArray().Select(Compare.Numbers)];
            double[][] values = Matrix(it.In.GetProperty("vpreds"));
            double[][] old = Matrix(it.In.GetProperty("values"));
            double[][] targets = Matrix(it.In.GetProperty("returns"));
            double[][] mask = Matrix(it.In.GetProperty("response_mask"));
            double count = mask.Sum(row => row.Sum()) + 1e-8;
            JsonElement expected = it.Out.GetProperty("f64");
            double[][] slopes = Matrix(expected.GetProperty("grad_vpreds"));
            double loss = 0;
            for (int row = 0; row < values.Length; row++)
            {
                for (int token = 0; token < values[row].Length; token++)
                {
                    (double here, double slope, _) = ValueObjective.Of(values[row][token], old[row][token], targets[row][token], it.Number("cliprange_value"));
                    loss += here * mask[row][token] / count;
                    Compare.Close(slopes[row][token], slope * mask[row][token] / count, Compare.Double, $"{it.Label} slope {row}, {token}");
                }
            }

            Compare.Close(Compare.Number(expected.GetProperty("loss")), loss, Compare.Double, $"{it.Label} loss");
            seen++;
        }

        Assert.True(seen > 0, "No recording takes the mean over all tokens.");
    }
}
