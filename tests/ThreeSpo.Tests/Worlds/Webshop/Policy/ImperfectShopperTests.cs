using ThreeSpo.Environments;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

public sealed class ImperfectShopperTests
{
    private static readonly Playground Shop = WebshopPlayground.Create(new WebshopSettings { Products = 200 });

    [Fact]
    public void Without_blunders_it_opens_what_fits_best_and_can_be_paid_and_chooses_what_was_asked_for()
    {
        var careful = new ImperfectShopper(0, 0);
        TreeNode node = HandShop.After("search[machine wash shirt]").Node();

        Assert.Equal("click[b000000001]", careful.Next(node, new Draw(1, 0, 0, 0)));
        Assert.Equal(
            [("click[red]", 0.5), ("click[small]", 0.5)],
            careful.Distribution(HandShop.After("search[shirt]", "click[b000000001]").Node()));
        Assert.Equal("click[buy now]", careful.Next(HandShop.After("search[shirt]", "click[b000000001]", "click[red]", "click[small]").Node(), new Draw(1, 0, 0, 1)));
    }

    [Fact]
    public void Its_distribution_sums_to_one_and_is_what_it_draws_from()
    {
        var shopper = new ImperfectShopper(0.3, 0.2);
        TreeNode node = HandShop.After("search[shirt]", "click[b000000001]").Node();
        IReadOnlyList<(string Action, double Weight)> told = shopper.Distribution(node);
        const int Draws = 20_000;
        var drawn = Enumerable.Range(0, Draws).Select(i => shopper.Next(node, new Draw(1, 0, i, 0))).CountBy(action => action).ToDictionary();

        Assert.Equal(1, told.Sum(one => one.Weight), 12);
        Assert.All(told, one => Assert.Equal(one.Weight, (double)drawn.GetValueOrDefault(one.Action) / Draws, 0.015));
        Assert.Equal(told.Select(one => one.Action).Order(), drawn.Keys.Order());
    }

    [Fact]
    public void It_leaves_much_to_learn_and_blunders_leave_more()
    {
        int careful = Solved(new ImperfectShopper(0, 0));
        int clumsy = Solved(new ImperfectShopper(0.5, 0.2));

        Assert.InRange(careful, 15, 85);
        Assert.InRange(clumsy, 0, careful / 2);
    }

    private static int Solved(ImperfectShopper shopper)
    {
        var world = (PureEnvironment)Shop.World;
        return Shop.Train.Tasks.Take(100).Where((task, number) =>
        {
            Snapshot now = world.Start(task);
            for (int step = 0; step < 15; step++)
            {
                Transition taken = world.Step(now, shopper.Next(((WebshopSnapshot)now).Node(), new Draw(1, 0, number, step)));
                if (taken.Ending is not Ending.None)
                    return taken.Ending is Ending.Succeeded;

                now = taken.Next;
            }

            return false;
        }).Count();
    }
}
