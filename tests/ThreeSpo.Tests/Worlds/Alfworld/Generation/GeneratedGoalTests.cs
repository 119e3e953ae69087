using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld.Generation;

public sealed class GeneratedGoalTests
{
    [Fact]
    public void As_many_objects_as_the_goal_needs_lie_within_reach()
    {
        Assert.All(SampleGames.All, game =>
        {
            int needed = game.Goal.Kind == TaskKind.Two ? 2 : 1;
            Assert.True(SampleGames.Wanted(game).Count(thing => thing.In.Count > 0) >= needed, game.Id);
        });
    }

    [Fact]
    public void Objects_of_the_goal_allow_what_the_goal_asks()
    {
        Assert.All(SampleGames.All, game => Assert.All(SampleGames.Wanted(game), thing =>
        {
            Affordances change = game.Goal.Kind switch
            {
                TaskKind.Clean => Affordances.Cleanable,
                TaskKind.Heat => Affordances.Heatable,
                TaskKind.Cool => Affordances.Coolable,
                _ => Affordances.None,
            };
            Assert.True(thing.Affordances.HasFlag(Affordances.Pickupable | change), game.Id);
        }));
    }

    [Fact]
    public void The_target_is_in_the_room_and_takes_the_object()
    {
        Assert.All(SampleGames.All.Where(game => game.Goal.Kind != TaskKind.Look), game =>
        {
            Assert.Contains(game.Receptacles, receptacle => receptacle.Class == game.Goal.Target);
            Assert.Contains((game.Goal.Target, game.Goal.Object), game.CanContain);
            Assert.DoesNotContain("basin", game.Goal.Target);
        });
    }

    [Theory]
    [InlineData(TaskKind.Clean, "sinkbasin")]
    [InlineData(TaskKind.Heat, "microwave")]
    [InlineData(TaskKind.Cool, "fridge")]
    public void The_appliance_is_in_the_room_and_is_not_the_target_and_holds_no_object_of_the_goal(TaskKind kind, string appliance)
    {
        Assert.All(SampleGames.All.Where(game => game.Goal.Kind == kind), game =>
        {
            Assert.Contains(game.Receptacles, receptacle => receptacle.Class == appliance);
            Assert.NotEqual(appliance, game.Goal.Target);
            Assert.DoesNotContain(SampleGames.Wanted(game), thing => SampleGames.PlacesOf(game, thing).Contains(appliance));
        });
    }

    [Fact]
    public void A_lamp_lies_in_a_receptacle_where_it_is_needed()
    {
        Assert.All(SampleGames.All.Where(game => game.Goal.Kind == TaskKind.Look), game =>
        {
            Assert.Equal("desklamp", game.Goal.Target);
            Assert.Contains(game.Objects, thing =>
                thing.Class == "desklamp" && thing.Affordances.HasFlag(Affordances.Toggleable) && thing.In.Count > 0);
        });
    }

    [Fact]
    public void No_object_of_the_goal_lies_in_the_target_when_that_alone_would_win()
    {
        Assert.All(SampleGames.All.Where(game => game.Goal.Kind is TaskKind.Simple or TaskKind.Two), game =>
            Assert.DoesNotContain(SampleGames.Wanted(game), thing => SampleGames.PlacesOf(game, thing).Contains(game.Goal.Target)));
    }

    [Fact]
    public void No_object_of_the_goal_lies_in_the_target_and_elsewhere_so_that_it_must_be_put_there()
    {
        Assert.All(SampleGames.All, game => Assert.DoesNotContain(
            SampleGames.Wanted(game),
            thing => thing.In.Count > 1 && SampleGames.PlacesOf(game, thing).Contains(game.Goal.Target)));
    }

    [Fact]
    public void Exactly_the_objects_of_the_goal_that_lie_in_the_fridge_are_cool()
    {
        Assert.All(SampleGames.All, game => Assert.Equal(
            SampleGames.Wanted(game).Where(thing => SampleGames.PlacesOf(game, thing).Contains("fridge")).Select(thing => thing.Id),
            game.Cool));
        Assert.Contains(SampleGames.All, game => game.Cool.Count > 0);
    }

    [Fact]
    public void Both_wordings_are_about_equally_frequent()
    {
        string[] first = ["put a ", "put two ", "look at "];
        double share = SampleGames.Train.Average(game => first.Any(game.Goal.Sentence.StartsWith) ? 1 : 0);
        Assert.InRange(share, 0.42, 0.58);
    }

    [Fact]
    public void Sentences_name_the_classes_and_end_with_a_full_stop()
    {
        Assert.All(SampleGames.All, game =>
        {
            Assert.Contains($" {game.Goal.Object} ", game.Goal.Sentence);
            Assert.EndsWith($" {game.Goal.Target}.", game.Goal.Sentence);
        });
    }
}
