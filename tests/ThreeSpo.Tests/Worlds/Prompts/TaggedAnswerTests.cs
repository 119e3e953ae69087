using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Prompts;

namespace ThreeSpo.Tests.Worlds.Prompts;

public sealed class TaggedAnswerTests
{
    [Theory]
    // As asked for, white space and case aside.
    [InlineData("<think>It is closed.</think><action>open fridge 1</action>", "open fridge 1", true)]
    [InlineData("<think>\nIt is closed.\n</think>\n<action>\n Open Fridge 1 \n</action>\n", "open fridge 1", true)]
    [InlineData("<think></think><ACTION>look</ACTION>", "look", true)]
    [InlineData("<action>look</action><think>afterwards</think>", "look", true)]
    [InlineData("<think></think><action></action>", "", true)]
    // The first opening tag counts, and the closing tag that follows it.
    [InlineData("<think></think><action>look</action><action>inventory</action>", "look", true)]
    [InlineData("</action><think></think><action>look</action>", "look", true)]
    [InlineData("<think>I say <action>look</action></think><action>inventory</action>", "look", true)]
    [InlineData("<think></think><action><action>look</action>", "<action>look", true)]
    // Something is missing, or in the wrong script: carried out all the same.
    [InlineData("<action>look</action>", "look", false)]
    [InlineData("<think>no end <action>look</action>", "look", false)]
    [InlineData("no start</think><action>look</action>", "look", false)]
    [InlineData("<Think></Think><action>look</action>", "look", false)]
    [InlineData("<think>看一看</think><action>look</action>", "look", false)]
    [InlineData("<think></think><action>看</action>", "看", false)]
    // No action to be found: the end of the answer has to do.
    [InlineData("<think></think>LOOK", "<think></think>look", false)]
    [InlineData("<think>It is closed.</think> I open the fridge 1", "ed.</think> i open the fridge 1", false)]
    [InlineData("<think></think><action>look", "<think></think><action>look", false)]
    [InlineData("<think></think></action>look", "<think></think></action>look", false)]
    [InlineData("", "", false)]
    public void An_answer_is_read_between_its_tags(string answer, string action, bool wellFormed) =>
        Assert.Equal(new Reading(action.Length > 30 ? action[^30..] : action, wellFormed), TaggedAnswer.Read(answer));

    [Fact]
    public void Without_tags_the_last_thirty_characters_are_the_action() =>
        Assert.Equal(new Reading(new string('b', 30), false), TaggedAnswer.Read(new string('a', 70) + new string('B', 30)));

    [Fact]
    public void What_is_written_is_read_back() => Assert.Equal("open fridge 1", TaggedAnswer.Read(TaggedAnswer.Write("open fridge 1")).Action);
}
