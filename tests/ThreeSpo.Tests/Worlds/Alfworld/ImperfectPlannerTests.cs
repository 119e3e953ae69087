using ThreeSpo.Randomness;
using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Tests.Worlds.Alfworld;

public sealed class ImperfectPlannerTests
{
    private static readonly AlfworldGame[] Games = [.. GeneratedPanels.Train(60).Select(facts => new AlfworldGame(facts))];

    [Fact]
    public void Without_blunders_it_solves_nearly_every_game_by_what_it_reads() =>
        Assert.InRange(Solved(new ImperfectPlanner(0, 0)), 54, 60);

    [Fact]
    public void Blunders_and_dawdling_cost_games()
    {
        int planned = Solved(new ImperfectPlanner(0, 0));

        Assert.True(Solved(new ImperfectPlanner(0.5, 0)) < planned);
        Assert.True(Solved(new ImperfectPlanner(0, 0.5)) < planned);
        Assert.True(Solved(new ImperfectPlanner(1, 0)) < 10);
    }

    [Fact]
    public void It_says_only_what_is_admissible_and_never_asks_for_help()
    {
        foreach (AlfworldSnapshot moment in Play(new ImperfectPlanner(0.3, 0.3), 0))
        {
            AlfworldCommand command = new ImperfectPlanner(0.3, 0.3).Next(moment, new Draw(2, 0, 0, 0));
            Assert.Contains(command.Text, moment.Actions);
            Assert.NotEqual(AlfworldVerb.Help, command.Verb);
        }
    }

    [Fact]
    public void Equal_draws_give_equal_games()
    {
        var planner = new ImperfectPlanner(0.3, 0.3);

        Assert.Equal(Play(planner, 3).Select(moment => moment.Observation), Play(planner, 3).Select(moment => moment.Observation));
    }

    [Theory]
    [InlineData(0.3, 0.3)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(0.7, 0.3)]
    public void Its_distribution_is_how_often_it_draws_each_command(double blunder, double dawdle)
    {
        const int draws = 4000;
        var planner = new ImperfectPlanner(blunder, dawdle);
        foreach (AlfworldSnapshot moment in Moments())
        {
            Dictionary<AlfworldCommand, double> expected = planner.Distribution(moment).ToDictionary();
            Dictionary<AlfworldCommand, double> drawn = Enumerable.Range(0, draws)
                .CountBy(i => planner.Next(moment, new Draw(5, 0, 0, i))).ToDictionary(pair => pair.Key, pair => (double)pair.Value / draws);

            Assert.Equal(1, expected.Values.Sum(), 12);
            Assert.All(expected.Values, probability => Assert.InRange(probability, 0, 1 + 1e-12));
            Assert.Subset(expected.Keys.ToHashSet(), drawn.Keys.ToHashSet());

            // Four deviations of a share of 4,000 draws are 0.032 at most.
            Assert.All(expected, pair => Assert.InRange(drawn.GetValueOrDefault(pair.Key), pair.Value - 0.032, pair.Value + 0.032));
        }
    }

    [Fact]
    public void By_hand_a_distribution_is_a_blunder_a_dawdle_and_a_plan()
    {
        // Seven walks, look and inventory: help is no choice. Planned are the walks to the seven places never visited.
        Dictionary<string, double> start = new ImperfectPlanner(0.18, 0.12).Distribution(TinyGame.Start()).ToDictionary(one => one.Command.Text, one => one.Probability);

        Assert.Equal(9, start.Count);
        Assert.Equal((0.18 / 9) + (0.12 / 2), start["look"], 12);
        Assert.Equal((0.18 / 9) + (0.7 / 7), start["go to desk 1"], 12);
    }

    [Fact]
    public void Without_a_plan_every_command_is_as_likely()
    {
        // No receptacle is of the class that the book belongs in.
        AlfworldSnapshot held = TinyGame.Start(TaskKind.Simple, "book", "nowhere").Do("go to desk 1", "take book 1 from desk 1");
        IReadOnlyList<(AlfworldCommand Command, double Probability)> even = new ImperfectPlanner(0, 0).Distribution(held);

        Assert.Equal(held.Actions.Count - 1, even.Count);
        Assert.All(even, one => Assert.Equal(1.0 / even.Count, one.Probability, 12));
    }

    /// <summary>States of every sort: the start, amid a search, in reach of the goal, holding it, after aimless play.</summary>
    private static IEnumerable<AlfworldSnapshot> Moments()
    {
        List<AlfworldSnapshot> game = Play(new ImperfectPlanner(0.1, 0.1), 0);
        return [game[0], game[game.Count / 2], game[^1], TinyGame.Start().Do("go to countertop 1"), RandomWalk.Through(Games[1], 20).Last()];
    }

    private static int Solved(ImperfectPlanner planner) =>
        Enumerable.Range(0, Games.Length).Count(game => Play(planner, game).Count < 50);

    /// <summary>The moments at which it chose; fifty where it did not solve the game.</summary>
    private static List<AlfworldSnapshot> Play(ImperfectPlanner planner, int game)
    {
        List<AlfworldSnapshot> moments = [];
        AlfworldSnapshot here = AlfworldWorld.Start(Games[game]);
        for (int step = 0; step < 50 && !here.Won; step++)
        {
            moments.Add(here);
            here = (AlfworldSnapshot)AlfworldWorld.Step(here, planner.Next(here, new Draw(1, 0, game, step)).Text).Next;
        }

        return moments;
    }
}
