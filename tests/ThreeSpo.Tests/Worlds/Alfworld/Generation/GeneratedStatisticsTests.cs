using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Tests.Worlds.Alfworld.Generation;

public sealed class GeneratedStatisticsTests
{
    [Fact]
    public void Rooms_are_about_as_full_as_official_ones()
    {
        Assert.InRange(SampleGames.Train.Average(game => game.Receptacles.Count), 20, 27);
        Assert.InRange(SampleGames.Train.Average(Takeable), 28, 38);
        Assert.InRange(SampleGames.All.Min(game => game.Receptacles.Count), 5, 12);
        Assert.InRange(SampleGames.All.Max(game => game.Receptacles.Count), 35, 75);
    }

    // Expected: means of official games per kind of room.
    [Theory]
    [InlineData(RoomKind.Kitchen, 45.0)]
    [InlineData(RoomKind.LivingRoom, 20.5)]
    [InlineData(RoomKind.Bedroom, 24.4)]
    [InlineData(RoomKind.Bathroom, 18.0)]
    public void Each_kind_of_room_holds_about_as_much_as_official_ones(RoomKind room, double expected)
    {
        double mean = Enumerable.Range(1, GeneratedPanels.LastScene)
            .Average(scene => Takeable(GameGenerator.Generate(room, scene, TaskKind.Simple, index: 1)));

        Assert.InRange(mean, expected - 3, expected + 3);
    }

    [Fact]
    public void Things_lie_about_as_often_in_each_class_as_in_official_games()
    {
        string[] places = [.. SampleGames.Train
            .Where(game => GeneratedGameId.Parse(game.Id).Room == RoomKind.Kitchen)
            .SelectMany(game => game.Objects.Where(thing => thing.Class == "apple").SelectMany(thing => SampleGames.PlacesOf(game, thing)))];

        // Official: fridge 25 %, countertop 24 %, sink basin 9 % of apples, before goals move some.
        Assert.InRange(places.Count(place => place == "fridge") / (double)places.Length, 0.15, 0.33);
        Assert.InRange(places.Count(place => place == "countertop") / (double)places.Length, 0.15, 0.33);
        Assert.InRange(places.Count(place => place == "sinkbasin") / (double)places.Length, 0.04, 0.16);
    }

    private static int Takeable(GameFacts game) => game.Objects.Count(thing => thing.Affordances.HasFlag(Affordances.Pickupable));
}
