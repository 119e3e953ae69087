namespace ThreeSpo.Tests.Worlds.Alfworld.Generation;

public sealed class GeneratedGamesCanBeWonTests
{
    [Fact]
    public void A_plan_that_knows_where_everything_is_wins_every_game_in_at_most_twenty_steps()
    {
        Assert.All(SampleGames.All, facts =>
        {
            KnowingPlayer player = new(facts);
            Assert.False(player.Won, facts.Id);

            player.Play();

            Assert.True(player.Won, facts.Id);
            Assert.InRange(player.Steps, 3, 20);
        });
    }
}
