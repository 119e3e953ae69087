using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Prompts;

namespace ThreeSpo.Tests.Worlds.Prompts;

public sealed class PlainAnswerTests
{
    [Theory]
    [InlineData("open fridge 1", "open fridge 1", true)]
    [InlineData("  Open Fridge 1\n", "open fridge 1", true)]
    [InlineData("", "", false)]
    [InlineData(" \n\t", "", false)]
    [InlineData("look\nlook", "look\nlook", false)]
    [InlineData("look\rlook", "look\rlook", false)]
    [InlineData("<action>look</action>", "<action>look</action>", true)]
    [InlineData("看", "看", true)]
    public void An_answer_is_read_as_it_stands(string answer, string action, bool wellFormed) =>
        Assert.Equal(new Reading(action, wellFormed), PlainAnswer.Read(answer));

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void An_action_has_100_characters_at_most(int length, bool wellFormed) =>
        Assert.Equal(wellFormed, PlainAnswer.Read(new string('a', length)).WellFormed);
}
