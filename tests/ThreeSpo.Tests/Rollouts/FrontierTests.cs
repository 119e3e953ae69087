using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Rollouts;

public sealed class FrontierTests
{
    private static readonly TreeNode[] Nodes = [.. new HandTree() is var hand
        ? hand.Try(hand.Root, "a", "b", "c", "d").Branches.Select(branch => branch.Child) : []];

    [Fact]
    public void Nothing_is_taken_from_an_empty_frontier() =>
        Assert.All(Enum.GetValues<FrontierOrder>(), order => Assert.Null(new Frontier().Pop(order, _ => 0, default)));

    [Fact]
    public void The_deepest_order_takes_what_was_left_last() => Assert.Equal("dcba", Order(FrontierOrder.Deepest, [3, 1, 2, 0]));

    [Fact]
    public void The_best_reward_comes_first_and_among_equals_what_was_left_last() =>
        Assert.Equal("bdca", Order(FrontierOrder.BestReward, [1, 3, 2, 2]));

    [Fact]
    public void The_best_score_comes_first_and_among_equals_what_was_left_last() =>
        Assert.Equal("bdca", Order(FrontierOrder.ByScore, [0, 0, 0, 0], [.1, .9, .5, .5]));

    [Fact]
    public void The_score_is_asked_when_a_node_is_taken_not_when_it_is_left()
    {
        var frontier = new Frontier();
        frontier.Push(Nodes[0], 0);
        frontier.Push(Nodes[1], 0);
        TreeNode preferred = Nodes[0];

        Assert.Same(preferred, frontier.Pop(FrontierOrder.ByScore, node => node == preferred ? 1 : 0, default));
    }

    [Fact]
    public void The_random_order_takes_every_node_once_and_every_node_is_sometimes_first()
    {
        string[] orders = [.. Enumerable.Range(0, 200).Select(number => Order(FrontierOrder.Random, [0, 0, 0, 0], number: number))];

        Assert.All(orders, order => Assert.Equal("abcd", string.Concat(order.Order())));
        Assert.Equal(4, orders.Select(order => order[0]).Distinct().Count());
    }

    [Fact]
    public void A_full_frontier_forgets_what_waits_longest()
    {
        var frontier = new Frontier();
        frontier.Push(Nodes[0], double.MaxValue);
        for (int i = 0; i < Frontier.Capacity; i++)
            frontier.Push(Nodes[1], 0);

        Assert.Equal(Frontier.Capacity, frontier.Count);
        Assert.Same(Nodes[1], frontier.Pop(FrontierOrder.BestReward, _ => 0, default));
    }

    private static string Order(FrontierOrder order, double[] rewards, double[]? scores = null, int number = 0)
    {
        var frontier = new Frontier();
        for (int i = 0; i < Nodes.Length; i++)
            frontier.Push(Nodes[i], rewards[i]);

        string taken = "";
        while (frontier.Pop(order, Score, new Draw(1, number, 0, taken.Length)) is { } node)
            taken += node.Snapshot.Observation;

        return taken;

        double Score(TreeNode node) => scores?[Array.IndexOf(Nodes, node)] ?? 0;
    }
}
