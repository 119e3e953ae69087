using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld.Generation;

public sealed class GeneratedRoomTests
{
    // As in the official games, these can be found where they cannot be put: see RoomTable.
    private static readonly string[] TakenButNotPutBack = ["papertowelroll", "teddybear"];

    [Fact]
    public void The_agent_starts_where_nothing_else_is()
    {
        Assert.All(SampleGames.All, game =>
        {
            Assert.DoesNotContain(game.Receptacles, receptacle => receptacle.Location == game.AgentLocation);
            Assert.DoesNotContain(game.Objects, thing => thing.Locations.Contains(game.AgentLocation));
        });
    }

    [Fact]
    public void Ids_are_unique_and_carry_the_class()
    {
        Assert.All(SampleGames.All, game =>
        {
            (string Id, string Class)[] things =
                [.. game.Receptacles.Select(item => (item.Id, item.Class)), .. game.Objects.Select(item => (item.Id, item.Class))];
            Assert.Distinct(things.Select(thing => thing.Id));
            Assert.All(things, thing => Assert.Equal(thing.Class, ClassByNamingRule(thing.Id)));
        });
    }

    [Fact]
    public void Everything_that_can_be_taken_lies_where_it_fits()
    {
        Assert.All(SampleGames.All, game =>
        {
            foreach (ObjectFacts thing in game.Objects.Where(thing => thing.Affordances.HasFlag(Affordances.Pickupable)))
            {
                foreach (string place in SampleGames.PlacesOf(game, thing))
                {
                    bool known = place == "tvstand" || TakenButNotPutBack.Contains(thing.Class)
                        || (thing.Class, place) == ("glassbottle", "garbagecan");
                    Assert.True(known || game.CanContain.Contains((place, thing.Class)), $"{thing.Class} in {place}, {game.Id}");
                }
            }
        });
    }

    [Fact]
    public void Affordances_and_the_container_table_follow_from_the_classes()
    {
        Assert.All(SampleGames.All, game =>
        {
            Assert.All(game.Objects, thing => Assert.Equal(AlfworldClasses.AffordancesOf(thing.Class), thing.Affordances));
            Assert.Superset(
                game.CanContain.ToHashSet(),
                AlfworldClasses.ContainerTable(
                    game.Receptacles.Select(item => item.Class), game.Objects.Select(item => item.Class)).ToHashSet());
        });
    }

    [Fact]
    public void At_most_five_receptacles_share_a_location_and_some_do()
    {
        int[] shared = [.. SampleGames.EveryScene.SelectMany(game => game.Receptacles.GroupBy(item => item.Location)).Select(group => group.Count())];
        Assert.InRange(shared.Max(), 2, 5);
    }

    [Fact]
    public void Only_furniture_with_doors_is_openable()
    {
        string[] doors = ["fridge", "microwave", "safe", "drawer", "cabinet"];
        ReceptacleFacts[] all = [.. SampleGames.EveryScene.SelectMany(game => game.Receptacles)];

        Assert.All(all.Where(item => item.Openable), item => Assert.Contains(item.Class, doors));
        Assert.All(all.Where(item => item.Class is "fridge" or "microwave"), item => Assert.True(item.Openable));
        Assert.InRange(all.Where(item => item.Class == "cabinet").Average(item => item.Openable ? 1 : 0), 0.72, 0.92);
    }

    [Fact]
    public void The_noise_of_the_official_games_occurs()
    {
        ObjectFacts[] things = [.. SampleGames.Train.SelectMany(game => game.Objects)];
        ObjectFacts[] takeable = [.. things.Where(thing => thing.Affordances.HasFlag(Affordances.Pickupable))];

        Assert.InRange(takeable.Average(thing => thing.In.Count == 0 ? 1 : 0), 0.02, 0.15);
        Assert.InRange(takeable.Average(thing => thing.In.Count == 2 ? 1 : 0), 0.005, 0.05);
        Assert.Contains(things, thing => thing is { Class: "window" or "houseplant", In.Count: > 0 });
        Assert.Contains(SampleGames.Train, game => game.InObject.Count > 0);
    }

    [Fact]
    public void Nested_things_are_in_the_game_and_lie_in_a_dish_in_the_same_receptacle()
    {
        foreach (GameFacts game in SampleGames.All)
        {
            Assert.All(game.InObject, pair =>
            {
                ObjectFacts inner = game.Objects.Single(thing => thing.Id == pair.Inner);
                ObjectFacts outer = game.Objects.Single(thing => thing.Id == pair.Outer);
                Assert.True(outer.Affordances.HasFlag(Affordances.Receptacle));
                Assert.NotEmpty(inner.In.Intersect(outer.In));
            });
        }
    }

    private static string ClassByNamingRule(string id)
    {
        string first = id[..id.IndexOf("_bar_", StringComparison.Ordinal)];
        return id.Contains("basin", StringComparison.Ordinal) ? first + "basin" : first;
    }
}
