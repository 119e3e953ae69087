using ThreeSpo.Credit;

namespace ThreeSpo.Tests.Credit;

public sealed class HistoryGroupingTests
{
    private const int None = HistoryGrouping.None;

    [Fact]
    public void Without_history_equal_states_of_a_task_share_a_group() =>
        Assert.Equal([0, 1, 0, 2], Of(["a", "b", "a", "a"], [1, 1, 1, 2], [1, 1, 2, 3], length: 0));

    [Fact]
    public void With_history_the_states_before_must_be_equal_too()
    {
        // Two episodes "a x c" and "b x c", and a third, "a x c".
        string[] anchors = ["a", "x", "c", "b", "x", "c", "a", "x", "c"];
        int[] trajectory = [1, 1, 1, 2, 2, 2, 3, 3, 3];

        Assert.Equal([0, 1, 2, 3, 1, 2, 0, 1, 2], Of(anchors, new int[9], trajectory, length: 0));
        Assert.Equal([None, 0, 1, None, 2, 1, None, 0, 1], Of(anchors, new int[9], trajectory, length: 1));
        Assert.Equal([None, None, 0, None, None, 1, None, None, 0], Of(anchors, new int[9], trajectory, length: 2));
        Assert.All(Of(anchors, new int[9], trajectory, length: 3), group => Assert.Equal(None, group));
    }

    [Fact]
    public void Steps_of_an_episode_may_lie_between_those_of_others() =>
        Assert.Equal([None, None, 0, 0], Of(["a", "a", "b", "b"], new int[4], [1, 2, 1, 2], length: 1));

    [Fact]
    public void A_state_that_an_episode_comes_back_to_shares_a_group_with_itself() =>
        Assert.Equal([None, 0, 0], Of(["a", "a", "a"], new int[3], [1, 1, 1], length: 1));

    [Fact]
    public void Tasks_share_no_group() => Assert.Equal([None, 0, None, 1], Of(["a", "b", "a", "b"], [1, 1, 2, 2], [1, 1, 2, 2], length: 1));

    private static int[] Of(string[] anchors, int[] prompt, int[] trajectory, int length)
    {
        int[] group = new int[anchors.Length];
        HistoryGrouping.Of(anchors, prompt, trajectory, length, group);
        return group;
    }
}
