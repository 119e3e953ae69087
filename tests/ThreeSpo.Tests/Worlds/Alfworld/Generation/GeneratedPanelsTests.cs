using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Tests.Worlds.Alfworld.Generation;

public sealed class GeneratedPanelsTests
{
    [Fact]
    public void Held_out_scenes_never_occur_in_training()
    {
        HashSet<(RoomKind, int)> seen = [.. SampleGames.Train.Select(Scene)];
        HashSet<(RoomKind, int)> heldOut = [.. SampleGames.Unseen.Select(Scene)];

        Assert.Empty(seen.Intersect(heldOut));
        Assert.All(SampleGames.Train, game => Assert.StartsWith("gen1/train/", game.Id));
        Assert.All(SampleGames.Unseen, game => Assert.StartsWith("gen1/unseen/", game.Id));
    }

    [Fact]
    public void No_two_scenes_of_a_kind_have_the_same_layout()
    {
        Assert.Distinct(
            from room in Enum.GetValues<RoomKind>()
            from scene in Enumerable.Range(1, GeneratedPanels.LastScene)
            select $"{room} {string.Join(' ', Layout.Of(room, scene).Receptacles)}");
    }

    [Fact]
    public void The_six_kinds_take_turns()
    {
        Assert.All(SampleGames.Train.Chunk(6), six => Assert.Equal(Enum.GetValues<TaskKind>(), six.Select(game => game.Goal.Kind)));
    }

    [Fact]
    public void Rooms_are_about_as_frequent_as_in_the_official_games()
    {
        Dictionary<RoomKind, double> shares = SampleGames.Train
            .CountBy(game => GeneratedGameId.Parse(game.Id).Room)
            .ToDictionary(pair => pair.Key, pair => pair.Value / (double)SampleGames.Train.Count);

        Assert.InRange(shares[RoomKind.Kitchen], 0.43, 0.55);
        Assert.InRange(shares[RoomKind.LivingRoom], 0.07, 0.17);
        Assert.InRange(shares[RoomKind.Bedroom], 0.18, 0.28);
        Assert.InRange(shares[RoomKind.Bathroom], 0.10, 0.21);
    }

    [Fact]
    public void Every_kind_occurs_in_every_room_that_allows_it_in_both_splits()
    {
        IEnumerable<(TaskKind, RoomKind)> possible =
            from kind in Enum.GetValues<TaskKind>() from room in GameGenerator.RoomsFor(kind) select (kind, room);

        Assert.Subset(SampleGames.Train.Select(KindAndRoom).ToHashSet(), possible.ToHashSet());
        Assert.Subset(SampleGames.Unseen.Select(KindAndRoom).ToHashSet(), possible.ToHashSet());
    }

    [Fact]
    public void A_longer_panel_starts_with_the_shorter_one()
    {
        Assert.Equal(
            GeneratedPanels.Unseen(30).Select(CanonicalFacts.Hash),
            SampleGames.Unseen.Take(30).Select(CanonicalFacts.Hash));
    }

    [Fact]
    public void Five_thousand_games_are_all_different()
    {
        IReadOnlyList<GameFacts> games = GeneratedPanels.Train(5000);

        Assert.Distinct(games.Select(game => game.Id));
        Assert.Distinct(games.Select(CanonicalFacts.Of));
    }

    [Fact]
    public void Different_indexes_of_one_scene_give_different_games()
    {
        Assert.Distinct(Enumerable.Range(0, 5000).Select(index =>
            CanonicalFacts.Of(GameGenerator.Generate(RoomKind.Bathroom, scene: 3, TaskKind.Simple, index))));
    }

    private static (RoomKind, int) Scene(GameFacts game)
    {
        GeneratedGameId id = GeneratedGameId.Parse(game.Id);
        return (id.Room, id.Scene);
    }

    private static (TaskKind, RoomKind) KindAndRoom(GameFacts game) => (game.Goal.Kind, GeneratedGameId.Parse(game.Id).Room);
}
