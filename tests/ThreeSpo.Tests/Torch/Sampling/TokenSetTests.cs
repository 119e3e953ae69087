using ThreeSpo.Randomness;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Tests.Torch.Sampling;

public sealed class TokenSetTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.02)]
    [InlineData(0.4)]
    [InlineData(0.999)]
    public void What_was_kept_is_the_same_set_in_whichever_form(double density)
    {
        var draw = new Draw(3, 0, 0, 0);
        int[] ids = [.. Enumerable.Range(0, 5000).Where(id => (draw with { Node = id }).Uniform(0) < density)];

        var set = TokenSet.Kept(ids);

        Assert.Equal(ids, set.Ids);
        Assert.Equal(ids.Length, set.Count);
        Assert.False(set.IsShared);
        for (int id = -1; id < 5100; id++)
        {
            int at = Array.BinarySearch(ids, id);
            Assert.Equal(at >= 0, set.Contains(id));
            Assert.Equal(Math.Max(-1, at), Math.Max(-1, set.IndexOf(id)));
        }
    }

    [Fact]
    public void A_large_set_takes_a_bit_for_each_token_of_the_vocabulary_and_a_small_one_its_ids()
    {
        Assert.Equal(152_000 / 64, TokenSet.Kept([.. Enumerable.Range(0, 152_000)]).Bits.Length);
        Assert.True(TokenSet.Kept([5, 70_000, 151_000]).Bits.IsEmpty);
    }
}
