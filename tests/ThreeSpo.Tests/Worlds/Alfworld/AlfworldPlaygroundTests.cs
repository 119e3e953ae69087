using ThreeSpo.Rollouts;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld;

public sealed class AlfworldPlaygroundTests
{
    [Fact]
    public void Generated_games_come_in_panels_that_share_no_task()
    {
        Playground playground = AlfworldPlayground.Create("generated", "", 40, 12);

        Assert.Equal((40, 12), (playground.Train.Tasks.Count, playground.Unseen.Tasks.Count));
        Assert.Empty(playground.Train.Tasks.Intersect(playground.Unseen.Tasks));
        Assert.All(playground.Train.Tasks.Concat(playground.Unseen.Tasks), task => Assert.Equal(task.Id, playground.World is AlfworldWorld world ? world.Start(task).TaskId : ""));
    }

    [Fact]
    public void Equal_panels_have_equal_hashes_and_others_do_not()
    {
        Playground playground = AlfworldPlayground.Create("generated", "generated", 40, 12);

        Assert.Equal(playground.Unseen.Hash, AlfworldPlayground.Create("generated", "", 8, 12).Unseen.Hash);
        Assert.NotEqual(playground.Train.Hash, AlfworldPlayground.Create("generated", "", 39, 12).Train.Hash);
    }

    [Theory]
    [InlineData(PromptStyle.Compact, "alfworld-compact/1/2")]
    [InlineData(PromptStyle.Reasoning, "alfworld-reasoning/1/2")]
    public void A_language_model_is_asked_in_the_style_of_the_settings(PromptStyle style, string name)
    {
        var settings = new PromptSettings { Prompt = style };

        Assert.Equal(name, AlfworldPlayground.Create("generated", "", 2, 2).Prompts(settings).Name);
        Assert.Equal(name, AlfworldPlayground.ForMeasuring("generated", 2).Prompts(settings).Name);
    }

    [Fact]
    public void Nothing_at_a_path_is_told() =>
        Assert.Throws<FileNotFoundException>(() => AlfworldPlayground.Create("/no/such/games", "", 1, 1));
}
