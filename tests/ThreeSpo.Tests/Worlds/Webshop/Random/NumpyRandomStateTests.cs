using System.Text.Json;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Random;

public sealed class NumpyRandomStateTests
{
    [Fact]
    public void Draws_without_repeats_equal_numpys_one_after_the_other()
    {
        foreach (JsonElement one in WebshopGolden.Lines("reset_index_draws.jsonl"))
        {
            NumpyRandomState random = new(one.GetProperty("seed").GetUInt32());
            foreach (JsonElement draw in one.GetProperty("draws").EnumerateArray())
            {
                int[] chosen = random.ChooseDistinct(one.Whole("lo"), one.Whole("hi"), one.Whole("size"));
                Assert.Equal(draw.Wholes(), chosen);
            }
        }
    }

    [Fact]
    public void A_permutation_holds_every_number_once()
    {
        Assert.Equal(Enumerable.Range(0, 300), new NumpyRandomState(4).Permutation(300).Order());
        Assert.Empty(new NumpyRandomState(4).Permutation(0));
    }

    [Fact]
    public void More_numbers_than_there_are_are_refused()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => new NumpyRandomState(1).ChooseDistinct(5, 8, 4));
        Assert.Contains("4 distinct numbers were wanted from 5 to below 8", fault.Message, StringComparison.Ordinal);
    }
}
