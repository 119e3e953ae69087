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
                new Reading(recorded.Text("action"), recorded.GetProperty("valid").GetInt32() == 1), WebshopAnswer.Read(recorded.Text("response")));
        }
    }
}
