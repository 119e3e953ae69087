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
            WebshopSnapshot plain = RecordedShop.Start(session);
            WebshopSnapshot rich = RecordedShop.Start(session, PageStyle.Rich);

            Assert.Equal(session.Text("instruction"), plain.Goal);
            Assert.Equal(session.Text("goal_asin"), plain.Errand.Goal.Product.Asin);
            Compare(session.GetProperty("initial"), plain, rich);
            foreach (JsonElement step in session.GetProperty("steps").EnumerateArray())
            {
                // After a purchase the original goes on with a session drawn at random, which is another one.
                if (plain.Purchase is not null)
                    break;

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
        Assert.Equal(recorded.TextIfAny("text_rich") ?? rich.PageText, rich.PageText);
        Assert.False(recorded.IfAny("done")?.GetBoolean() ?? false);
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
            recorded.GetProperty("options").EnumerateObject().Select(option => (option.Name, option.Value.Letters())).Order(),
            plain.Visit.Options.Select(option => (option.Group, option.Value)).Order());
        if (recorded.IfAny("tagger_independent") is { ValueKind: JsonValueKind.False })
            return;

        Assert.Equal(recorded.Number("reward"), end.Score);
        Assert.Equal(recorded.Text("text"), plain.PageText);
        Assert.Equal(recorded.TextIfAny("text_rich") ?? rich.PageText, rich.PageText);
    }
}
