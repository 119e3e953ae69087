using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class StepGroupingTests
{
    [Fact]
    public void Equal_texts_of_one_prompt_share_a_group()
    {
        int[] group = new int[5];
        Assert.Equal(3, StepGrouping.Exact(["desk", "lamp", "desk", "desk", "lamp"], [0, 0, 0, 1, 0], group));
        Assert.Equal([0, 1, 0, 2, 1], group);
    }

    [Fact]
    public void Similar_texts_of_one_prompt_share_a_group()
    {
        int[] group = new int[4];
        Assert.Equal(3, StepGrouping.Similar(["you see a lamp", "you see 2 lamp", "nothing", "you see a lamp"], [0, 0, 0, 1], 0.9, group));
        Assert.Equal([0, 0, 1, 2], group);
    }

    [Fact]
    public void The_first_group_that_is_similar_enough_wins_over_a_more_similar_one()
    {
        // The third text equals the second, but resembles the first by 0.75 already.
        int[] group = new int[3];
        StepGrouping.Similar(["abcd", "abxy", "abcx"], [0, 0, 0], 0.75, group);
        Assert.Equal([0, 1, 0], group);

        StepGrouping.Similar(["aaaa", "aabb", "abbb"], [0, 0, 0], 0.75, group);
        Assert.Equal([0, 1, 1], group);
    }

    [Fact]
    public void At_a_threshold_of_one_similar_means_equal()
    {
        string[] anchors = ["ab", "ba", "ab", "abc", "ab"];
        int[] prompt = [0, 0, 0, 0, 1];
        int[] exact = new int[5];
        int[] similar = new int[5];

        Assert.Equal(StepGrouping.Exact(anchors, prompt, exact), StepGrouping.Similar(anchors, prompt, 1, similar));
        Assert.Equal(exact, similar);
    }

    [Fact]
    public void Labels_of_the_wrong_length_are_refused_with_both_lengths()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => StepGrouping.Exact(["a"], [0, 1], new int[1]));
        Assert.Contains("1 rows and 2 prompt labels", error.Message, StringComparison.Ordinal);
    }
}
