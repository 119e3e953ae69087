using ThreeSpo.Optimization;

namespace ThreeSpo.Tests.Optimization;

public sealed class CispoObjectiveTests
{
    private static readonly ClipRange Paper = new(1, 0.2);

    /// <summary>−clip(r)·A·ln π and −clip(r)·A with ln π = −1, worked by hand: no lower bound, an upper one of 1.2.</summary>
    [Theory]
    [InlineData(1.1, 2, 2.2, -2.2, false)]
    [InlineData(1.5, 2, 2.4, -2.4, true)]
    [InlineData(0.1, 2, 0.2, -0.2, false)]
    [InlineData(1.5, -1, -1.2, 1.2, true)]
    [InlineData(0.1, -1, -0.1, 0.1, false)]
    public void The_weight_is_clipped_and_the_gradient_goes_on(double ratio, double advantage, double loss, double slope, bool clipped)
    {
        (double Loss, double Slope, bool Clipped) found = CispoObjective.Of(-1, -1 - Math.Log(ratio), advantage, Paper);

        Assert.Equal(loss, found.Loss, 12);
        Assert.Equal(slope, found.Slope, 12);
        Assert.Equal(clipped, found.Clipped);
    }

    /// <summary>With the mask, whatever PPO's clip leaves without a gradient has none.</summary>
    [Fact]
    public void Masked_it_drops_exactly_what_the_clipped_objective_drops()
    {
        var clip = new ClipRange(0.2, 0.28);
        foreach (double advantage in new[] { -2, -0.1, 0.1, 2 })
        {
            for (double ratio = 0.05; ratio < 3; ratio += 0.1)
            {
                double theirs = ClippedObjective.Of(Math.Log(ratio), 0, advantage, clip).Slope;
                double ours = CispoObjective.Of(Math.Log(ratio), 0, advantage, clip, masked: true).Slope;
                Assert.Equal(theirs == 0, ours == 0);
            }
        }
    }
}
