using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld;

public class GameFilesTests
{
    [Fact]
    public void Every_compact_game_at_hand_loads_under_its_own_id()
    {
        string folder = AlfworldGolden.Games("games");
        IReadOnlyList<AlfworldGame> games = GameFiles.Load(folder);
        AlfworldWorld world = new(games);
        Assert.Equal(games.Count, games.Select(game => game.Id).Distinct().Count());
        Assert.All(world.Games, game => Assert.Equal(16, game.Fingerprint.Length));
    }

    [Fact]
    public void A_compact_game_plays_as_the_shipped_file_of_the_same_trial()
    {
        Dictionary<string, AlfworldGame> compact = GameFiles.Load(AlfworldGolden.Games("games")).ToDictionary(game => game.Id);
        AlfworldGame[] shipped = [.. GameFiles.Load(AlfworldGolden.Games(Path.Combine("samples", "2.1.3"))).Where(game => compact.ContainsKey(game.Id))];
        Assert.NotEmpty(shipped);

        foreach (AlfworldGame game in shipped)
        {
            Assert.Equal(game.Fingerprint, compact[game.Id].Fingerprint);
            Assert.Equal(Walk(game), Walk(compact[game.Id]));
        }

        static string Walk(AlfworldGame game) => string.Join('\n', Enumerable.Range(0, 3).SelectMany(walk =>
            RandomWalk.Through(game, 40, walk).Select(at => $"{at.Observation}\n{string.Join(';', at.Actions)}\n{at.WorldState}\n{at.Progress}")));
    }

    [Fact]
    public void Games_marked_as_not_solvable_are_left_out()
    {
        string folder = AlfworldGolden.Games(Path.Combine("samples", "2.1.1-unsolvable"));
        Assert.Contains("no playable game", Assert.Throws<GameFormatException>(() => GameFiles.Load(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_with_nothing_at_it_is_reported() => Assert.Throws<FileNotFoundException>(() => GameFiles.Load("no/such/place"));
}
