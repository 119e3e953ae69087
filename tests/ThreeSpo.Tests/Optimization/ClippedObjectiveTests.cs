using ThreeSpo.Optimization;
using ThreeSpo.Settings;

namespace ThreeSpo.Tests.Optimization;

public sealed class ClippedObjectiveTests
{
    private static readonly ClipRange Dapo = new(0.2, 0.28);

    /// <summary>DAPO's clip: ε_low = 0.2 and ε_high = 0.28, worked by hand.</summary>
    [Theory]
    [InlineData(1.25, 2, -2.5, -2.5, false)]
    [InlineData(1.30, 2, -2.56, 0, true)]
    [InlineData(0.75, 2, -1.5, -1.5, false)]
    [InlineData(1.30, -2, 2.6, 2.6, false)]
    [InlineData(0.85, -2, 1.7, 1.7, false)]
    [InlineData(0.75, -2, 1.6, 0, true)]
    public void A_good_action_may_rise_further_than_a_bad_one_may_fall(double ratio, double advantage, double loss, double slope, bool clipped)
    {
        (double Loss, double Slope, bool Clipped) found = ClippedObjective.Of(Math.Log(ratio), 0, advantage, Dapo);

        Assert.Equal(loss, found.Loss, 12);
        Assert.Equal(slope, found.Slope, 12);
        Assert.Equal(clipped, found.Clipped);
    }

    [Theory]
    [InlineData(2.5, -1, 2.5, 2.5)]
    [InlineData(3.5, -1, 3, 0)]
    [InlineData(100, -0.5, 1.5, 0)]
    [InlineData(100, 1, -1.28, 0)]
    public void The_dual_clip_bounds_what_a_bad_action_counts(double ratio, double advantage, double loss, double slope)
    {
        (double Loss, double Slope, bool Clipped) found = ClippedObjective.Of(Math.Log(ratio), 0, advantage, Dapo with { Dual = 3 });

        Assert.Equal(loss, found.Loss, 12);
        Assert.Equal(slope, found.Slope, 12);
    }

    [Fact]
    public void Settings_that_name_one_clip_range_have_it_on_both_sides_and_no_dual_clip() =>
        Assert.Equal(new ClipRange(0.3, 0.3, double.PositiveInfinity), ClipRange.Of(new LearnerSettings { Clip = 0.3 }));

    [Fact]
    public void A_dual_clip_below_a_ratio_of_one_is_refused()
    {
        SettingsException fault = Assert.Throws<SettingsException>(() => ClipRange.Of(new LearnerSettings { DualClip = 0.5 }));

        Assert.Contains("dualClip is 0.5", fault.Message, StringComparison.Ordinal);
        Assert.Contains("0 for no dual clip", fault.Message, StringComparison.Ordinal);
    }
}
