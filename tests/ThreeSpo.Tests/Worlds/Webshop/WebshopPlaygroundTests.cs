using ThreeSpo.Environments;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

public sealed class WebshopPlaygroundTests
{
    private static readonly Playground Shop = WebshopPlayground.Create(new WebshopSettings());

    [Fact]
    public void No_product_that_is_asked_for_in_the_measurement_is_trained_on()
    {
        Assert.Equal(WebshopPanels.UsualUnseen, Shop.Unseen.Tasks.Count);
        Assert.Empty(Asins(Shop.Train).Intersect(Asins(Shop.Unseen)));
    }

    [Fact]
    public void Every_goal_of_the_bundled_catalogue_can_be_reached_and_its_product_is_found_by_its_own_words()
    {
        var world = (WebshopWorld)Shop.World;
        foreach (TaskInstance task in Shop.Train.Tasks.Concat(Shop.Unseen.Tasks))
        {
            var start = (WebshopSnapshot)world.Start(task);
            Goal goal = start.Errand.Goal;
            WebshopSnapshot found = start.Then(ShopAction.SearchFor(CandidateQueries.Searchable(goal.Instruction)));
            int product = world.Shop.Catalogue.NumberOf(goal.Product.Asin);
            Assert.True(found.Visit.Found.Contains(product), $"{task.Id}: '{goal.Instruction}' does not find {goal.Product.Asin}.");

            while (!found.Clickables.Texts.Contains(goal.Product.Asin.ToLowerInvariant()))
                found = found.Then("click[next >]");

            WebshopSnapshot item = found.Then(ShopAction.ClickOn(goal.Product.Asin));
            item = goal.Options.Aggregate(item, (now, option) => now.Then(ShopAction.ClickOn(option.Value)));
            Assert.Equal(1, WebshopWorld.Step(item, "click[buy now]").Score);
        }
    }

    [Fact]
    public async Task The_bundled_start_succeeds_now_and_then_and_leaves_much_to_learn()
    {
        var evaluator = new Evaluator(Shop.World, new LightActor(Shop.Start(), Shop.Features, 0.4), 15, 1);
        Evaluation result = await evaluator.EvaluateAsync(Shop.Unseen, TestContext.Current.CancellationToken);

        Assert.InRange(result.Success, 0.02, 0.3);
        Assert.True(result.Score > result.Success);
    }

    private static IEnumerable<string> Asins(Panel panel) =>
        panel.Tasks.Select(task => ((WebshopSnapshot)((WebshopWorld)Shop.World).Start(task)).Errand.Goal.Product.Asin).Distinct();
}
