using System.Text.Json;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

public sealed class WebshopAnswerTests
{
    [Fact]
    public void Every_recorded_response_is_read_the_same()
    {
        foreach (JsonElement recorded in WebshopGolden.Lines("projection.jsonl"))
        {
            Assert.Equal(
                new Reading(recorded.Text("action"), recorded.Whole("valid") == 1), WebshopAnswer.Read(recorded.Text("response")));
        }
    }

    [Theory]
    [InlineData("<think>a</think><action>\u001c Search[İ] \u0085</action>", "search[i\u0307]", true)]
    [InlineData("<think>a</think><action>click[ΟΔΟΣ]</action>", "click[οδος]", true)]
    [InlineData("İ2345678901234567890", "\u03072345678901234567890", false)]
    public void Case_and_space_are_those_of_python(string response, string action, bool wellFormed) =>
        Assert.Equal(new Reading(action, wellFormed), WebshopAnswer.Read(response));

    [Fact]
    public void Halves_of_surrogate_pairs_are_characters_too()
    {
        Assert.Equal(new Reading("\ud83d", true), WebshopAnswer.Read("<think>a</think><action>\ud83d</action>"));
        Assert.Equal(new Reading("\ud83d34567890123456789\U0001F600\udc00", false), WebshopAnswer.Read("1\ud83d34567890123456789\U0001F600\udc00"));
    }
}
