using ThreeSpo.Worlds.Webshop.Generation;

namespace ThreeSpo.Tests.Worlds.Webshop.Generation;

/// <summary>Goals can be found, and finding is not enough.</summary>
public sealed class SyntheticSearchTests
{
    [Theory]
    [InlineData(100, 1)]
    [InlineData(1000, 1)]
    [InlineData(1000, 5)]
    public void Goals_are_among_the_hits_for_their_instruction_but_often_not_the_first(int products, int seed)
    {
        var lazy = FirstHit.Of(SyntheticProducts.Create(products, seed));

        Assert.InRange(lazy.Found, 0.98, 1);
        Assert.InRange(lazy.First, 0.3, 0.7);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Buying_the_first_hit_earns_half_and_seldom_all(int seed)
    {
        var lazy = FirstHit.Of(SyntheticProducts.Create(1000, seed));

        Assert.InRange(lazy.MeanReward, 0.4, 0.7);
        Assert.InRange(lazy.FullReward, 0, 0.1);
    }
}
