using ThreeSpo.Randomness;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Tests.Torch.Sampling;

public class PrefixTreeTests
{
    [Fact]
    public void What_prompts_have_in_common_is_one_stretch()
    {
        (PrefixStretch[] stretches, int[] last) = PrefixTree.Of([[1, 2, 3, 4], [1, 2, 5], [1, 2, 3, 6], [7]]);
        Assert.Equal(6, stretches.Length);
        Assert.Equal(stretches[last[0]].Parent, stretches[last[2]].Parent);
        Assert.Equal([1, 2], Text(stretches, [[1, 2, 3, 4], [1, 2, 5], [1, 2, 3, 6], [7]], stretches[last[1]].Parent));
    }

    [Fact]
    public void A_prompt_that_begins_another_ends_where_that_goes_on()
    {
        (PrefixStretch[] stretches, int[] last) = PrefixTree.Of([[1, 2, 3], [1, 2]]);
        Assert.Equal(last[1], stretches[last[0]].Parent);
    }

    [Fact]
    public void Equal_prompts_are_encoded_once()
    {
        (PrefixStretch[] stretches, int[] last) = PrefixTree.Of([[4], [4], [4]], shortest: 10);
        Assert.Single(stretches);
        Assert.Equal([0, 0, 0], last);
    }

    [Fact]
    public void Short_beginnings_are_not_shared() => Assert.Equal(2, PrefixTree.Of([[1, 2, 3], [1, 2, 4]], shortest: 3).Stretches.Length);

    [Fact]
    public void Every_prompt_is_its_stretches_in_order()
    {
        int drawn = 0;
        int Next(int from, int below) => from + (int)(new Draw(5, 0, 0, drawn++).Uniform(0) * (below - from));
        for (int round = 0; round < 300; round++)
        {
            int[][] prompts = [.. Enumerable.Range(0, Next(1, 12)).Select(_ => Enumerable.Range(0, Next(1, 9)).Select(_ => Next(0, 3)).ToArray())];
            int shortest = Next(1, 4);
            (PrefixStretch[] stretches, int[] last) = PrefixTree.Of(prompts, shortest);
            for (int i = 0; i < prompts.Length; i++)
                Assert.Equal(prompts[i], Text(stretches, prompts, last[i]));

            Assert.All(stretches, one => Assert.True(one.End > one.Start));
            int encoded = stretches.Sum(one => one.End - one.Start);
            Assert.InRange(encoded, 1, prompts.Sum(prompt => prompt.Length));
            if (shortest == 1)
                Assert.Equal(prompts.SelectMany(prompt => Enumerable.Range(1, prompt.Length).Select(n => string.Join(',', prompt[..n]))).Distinct().Count(), encoded);
        }
    }

    private static int[] Text(PrefixStretch[] stretches, int[][] prompts, int last)
    {
        List<int> tokens = [];
        for (int at = last; at >= 0; at = stretches[at].Parent)
        {
            Assert.True(stretches[at].Parent < at);
            tokens.InsertRange(0, prompts[stretches[at].Prompt][stretches[at].Start..stretches[at].End]);
        }

        return [.. tokens];
    }
}
