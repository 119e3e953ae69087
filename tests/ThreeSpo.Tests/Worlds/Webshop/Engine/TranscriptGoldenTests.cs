using System.Text.Json;
using ThreeSpo.Environments;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

/// <summary>Whole sessions of the original environment, replayed in both page styles.</summary>
public sealed class TranscriptGoldenTests
{
    [Fact]
    public void Every_recorded_session_shows_the_same_pages_and_clickables()
    {
        foreach (JsonElement session in WebshopGolden.Lines("env_transcripts.jsonl"))
        {
            int seed = session.GetProperty("seed").GetInt32();
            int index = session.GetProperty("session").GetInt32();
            WebshopSnapshot plain = RecordedShop.Start(seed, index);
            WebshopSnapshot rich = RecordedShop.Start(seed, index, PageStyle.Rich);

            Assert.Equal(session.Text("instruction"), plain.Goal);
            Assert.Equal(session.Text("goal_asin"), plain.Errand.Goal.Product.Asin);
            Compare(session.GetProperty("initial"), plain, rich);
            foreach (JsonElement step in session.GetProperty("steps").EnumerateArray())
            {
                string action = step.Text("action");
                Transition transition = WebshopWorld.Step(plain, action);
                (plain, rich) = ((WebshopSnapshot)transition.Next, rich.Next(action));
                if (transition.Ending is Ending.None)
                    Compare(step, plain, rich);
                else
                    CompareEnd(step, transition, plain, rich);
            }
        }
    }

    private static void Compare(JsonElement recorded, WebshopSnapshot plain, WebshopSnapshot rich)
    {
        Assert.Equal(recorded.Text("text"), plain.PageText);
        Assert.Equal(recorded.Text("text_rich"), rich.PageText);
        JsonElement available = recorded.GetProperty("available");
        Assert.Equal(available.GetProperty("has_search_bar").GetBoolean(), plain.HasSearchBar);
        Assert.Equal(available.Texts("clickables"), plain.Clickable());
        Assert.Equal(plain.Clickable(), rich.Clickable());
    }

    private static void CompareEnd(JsonElement recorded, Transition end, WebshopSnapshot plain, WebshopSnapshot rich)
    {
        Assert.True(recorded.GetProperty("done").GetBoolean());
        Assert.Equal(recorded.Text("purchased"), plain.Product.Asin);
        Assert.Equal(
            recorded.GetProperty("options").EnumerateObject().Select(option => (option.Name, option.Value.GetString()!)).Order(),
            plain.Visit.Options.Select(option => (option.Group, option.Value)).Order());
        if (!recorded.GetProperty("tagger_independent").GetBoolean())
            return;

        Assert.Equal(recorded.GetProperty("reward").GetDouble(), end.Score);
        Assert.Equal(recorded.Text("text"), plain.PageText);
        Assert.Equal(recorded.Text("text_rich"), rich.PageText);
    }
}
