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
