using ThreeSpo.Worlds.Alfworld;
using ThreeSpo.Worlds.Alfworld.Generation;

namespace ThreeSpo.Tests.Worlds.Alfworld.Generation;

public sealed class GeneratedGameIdTests
{
    [Fact]
    public void A_game_can_be_made_again_from_its_name_alone()
    {
        Assert.All(SampleGames.All, game =>
            Assert.Equal(CanonicalFacts.Of(game), CanonicalFacts.Of(GameGenerator.FromId(game.Id))));
    }

    [Theory]
    [InlineData("valid_unseen/pick_heat", "looks like")]
    [InlineData("", "looks like")]
    [InlineData("gen9/train/heat-apple-fridge-kitchen-07/0012", "generator 9")]
    [InlineData("gen1/train/boil-apple-fridge-kitchen-07/0012", "'boil', where one of these was wanted: simple, look")]
    [InlineData("gen1/train/heat-apple-fridge-cellar-07/0012", "'cellar', where one of these was wanted: kitchen")]
    [InlineData("gen1/train/heat-apple-fridge-bedroom-07/0012", "it can be set in: Kitchen")]
    [InlineData("gen1/train/heat-apple-fridge-kitchen-51/0012", "from 1 to 50")]
    [InlineData("gen1/unseen/heat-apple-fridge-kitchen-07/0012", "nearest name is 'gen1/train/heat-apple-fridge-kitchen-07/0012'")]
    [InlineData("gen1/train/heat-apple-fridge-kitchen-7/12", "nearest name is 'gen1/train/heat-apple-fridge-kitchen-07/0012'")]
    [InlineData("gen1/train/heat-apple-fridge-kitchen-07/99999999999", "above 2147483647")]
    [InlineData("gen1/train/heat-pillow-bed-kitchen-07/0012", "make 'gen1/train/heat-")]
    public void A_name_that_names_no_game_is_refused_with_the_reason(string id, string reason)
    {
        GameFormatException refusal = Assert.Throws<GameFormatException>(() => GameGenerator.FromId(id));
        Assert.Contains(reason, refusal.Message);
    }

    [Fact]
    public void Rooms_scenes_and_indexes_that_do_not_exist_are_refused()
    {
        Assert.Throws<ArgumentException>("room", () => GameGenerator.Generate(RoomKind.Bedroom, 1, TaskKind.Heat, 0));
        Assert.Throws<ArgumentOutOfRangeException>("scene", () => GameGenerator.Generate(RoomKind.Kitchen, 0, TaskKind.Heat, 0));
        Assert.Throws<ArgumentOutOfRangeException>("scene", () => GameGenerator.Generate(RoomKind.Kitchen, 51, TaskKind.Heat, 0));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => GameGenerator.Generate(RoomKind.Kitchen, 1, TaskKind.Heat, -1));
        Assert.Throws<ArgumentOutOfRangeException>("kind", () => GameGenerator.Generate(RoomKind.Kitchen, 1, (TaskKind)6, 0));
    }
}
