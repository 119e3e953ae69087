using ThreeSpo.Rollouts;
using ThreeSpo.Tests.Fakes;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Tests.Worlds.Alfworld;

public sealed class DemonstrationsTests
{
    private static readonly AlfworldGame[] Games = [.. GeneratedPanels.Train(20).Select(facts => new AlfworldGame(facts))];
    private static readonly AlfworldWorld World = new(Games);
    private static readonly ImperfectPlanner Teacher = new(0.2, 0.1);

    [Fact]
    public void An_episode_is_a_chain_from_the_start_to_a_win_or_fifty_steps()
    {
        foreach (IReadOnlyList<Demonstration> episode in Games.Select((game, number) => Show(game, number, 1, Teacher, 0.3)))
        {
            Assert.InRange(episode.Count, 1, 50);
            Assert.Null(episode[0].Node.Parent);
            for (int step = 1; step < episode.Count; step++)
            {
                TreeNode node = episode[step].Node;
                Assert.Same(episode[step - 1].Node, node.Parent);
                Assert.Equal(step, node.Depth);
                Assert.Equal(AlfworldWorld.Step((AlfworldSnapshot)node.Parent!.Snapshot, node.Action!).Next.Observation, node.Snapshot.Observation);
            }
        }
    }

    [Fact]
    public void A_player_that_seldom_blunders_shows_how_games_end_even_where_the_teacher_never_gets_there()
    {
        var clumsy = new ImperfectPlanner(1, 0);

        int won = Games.Where((game, number) => Show(game, number, 1, clumsy, behaviour: 0).Count < 50).Count();
        Assert.InRange(won, 17, 20);
    }

    [Fact]
    public void Every_answer_is_the_teachers_at_that_state()
    {
        foreach (Demonstration shown in Show(Games[0], 0, 1, Teacher, 0.1))
        {
            var here = (AlfworldSnapshot)shown.Node.Snapshot;
            Assert.Equal(Teacher.Distribution(here).Select(one => (one.Command.Text, one.Probability)), shown.Answers);
            Assert.Equal(here.Actions.Where(action => action != "help"), shown.Answers.Select(one => one.Action));
            Assert.Equal(1, shown.Answers.Sum(one => one.Weight), 12);
        }
    }

    [Fact]
    public void Equal_seeds_and_numbers_show_equal_episodes_and_others_do_not()
    {
        Assert.Equal(Told(1, 0), Told(1, 0));
        Assert.NotEqual(Told(1, 0), Told(2, 0));
        Assert.NotEqual(Told(1, 0), Told(1, 1));
    }

    [Fact]
    public void A_demonstration_can_be_put_with_its_history()
    {
        IPrompts prompts = AlfworldPrompts.Create(new PromptSettings { Prompt = PromptStyle.Reasoning, PromptHistory = 3 });
        Demonstration third = Show(Games[0], 0, 1, Teacher, 0.1)[3];

        Assert.Contains($"Action 3: {third.Node.Action}\n", Way.Told(prompts.Describe(third.Node)), StringComparison.Ordinal);
        Assert.Contains("Observation 1: ", Way.Told(prompts.Describe(third.Node)), StringComparison.Ordinal);
    }

    private static string[] Told(ulong seed, int number) =>
        [.. Show(Games[0], number, seed, Teacher, 0.8).Select(shown => shown.Node.Action ?? "")];

    private static IReadOnlyList<Demonstration> Show(AlfworldGame game, int number, ulong seed, ImperfectPlanner teacher, double behaviour) =>
        Demonstrations.Of(World, game.Task, number, seed, teacher, new ImperfectPlanner(behaviour, dawdle: 0), maxSteps: 50);
}
