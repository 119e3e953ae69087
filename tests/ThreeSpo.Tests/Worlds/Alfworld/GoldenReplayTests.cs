using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Worlds.Alfworld;

public class GoldenReplayTests
{
    [Fact]
    public void Every_recorded_step_of_the_original_is_reproduced_word_for_word()
    {
        Dictionary<string, AlfworldGame> games = AlfworldGolden.RecordedGames();
        AlfworldSession? session = null;
        int records = 0;

        foreach (AlfworldGolden.Recorded recorded in AlfworldGolden.Steps())
        {
            if (recorded.Action is null)
                session = new AlfworldSession(games[recorded.Game]);
            AlfworldStepResult played = recorded.Action is null ? session!.Current : session!.Act(recorded.Action);

            string at = $"{recorded.Game} {recorded.Episode} step {recorded.Step} '{recorded.Action}': ";
            Assert.Equal(at + recorded.Observation, at + played.Observation);
            Assert.Equal(recorded.AdmissibleCommands, played.AdmissibleCommands);
            Assert.Equal(at + (recorded.Reward, recorded.Done, recorded.Won), at + (played.Reward, played.Done, played.Won));
            records++;
        }

        Assert.True(records > 0, "The recording is present but holds no record.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{records} records reproduced");
    }
}
