using System.Text.Json;
using ThreeSpo.Environments;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

/// <summary>Episodes as the public training code plays them: which goals it draws, how responses are read, what is observed and earned.</summary>
public sealed class VerlEpisodeGoldenTests
{
    private const int LastHeldOut = 500;

    [Fact]
    public void Every_recorded_episode_draws_the_same_goal_and_goes_the_same_way()
    {
        foreach (JsonElement episode in WebshopGolden.Lines("verl_agent_episodes.jsonl"))
        {
            WebshopSnapshot now = RecordedShop.Start(episode.Whole("worker_seed"), SessionOf(episode));

            Assert.Equal(episode.Text("task"), now.Goal);
            Assert.Equal(episode.Text("goal_asin"), now.Errand.Goal.Product.Asin);
            Assert.Equal(episode.GetProperty("initial").Text("anchor"), now.Observation);
            foreach (JsonElement step in episode.GetProperty("steps").EnumerateArray())
                now = now.Purchase is null ? Compare(step, now) : now;
        }
    }

    private static WebshopSnapshot Compare(JsonElement recorded, WebshopSnapshot now)
    {
        Reading reading = WebshopAnswer.Read(recorded.Text("response"));
        Assert.Equal(new Reading(recorded.Text("action"), recorded.Whole("is_action_valid") == 1), reading);

        Transition step = WebshopWorld.Step(now, reading.Action);
        var next = (WebshopSnapshot)step.Next;
        Assert.Equal(recorded.GetProperty("done").GetBoolean(), step.Ending is not Ending.None);
        if (next.Purchase is null)
        {
            Assert.Equal(recorded.Text("anchor"), next.Observation);
            Assert.Equal(0, step.Reward);
            return next;
        }

        Assert.Equal(recorded.Text("purchased"), next.Product.Asin);
        Assert.Equal(["search"], WebshopWorld.Start(now.Shop, now.Errand).Clickables.Texts);
        if (recorded.IfAny("tagger_independent") is not { ValueKind: JsonValueKind.False })
        {
            Assert.Equal(recorded.Number("reward"), step.Reward);
            Assert.Equal(recorded.Number("task_score"), step.Score);
            Assert.Equal(recorded.GetProperty("won").GetBoolean(), step.Ending is Ending.Succeeded);
            Assert.Equal(recorded.Text("anchor"), next.Observation);
        }

        return next;
    }

    /// <summary>The goal's place that the recorded environment drew: distinct ones per group, batch after batch from one stream.</summary>
    private static int SessionOf(JsonElement episode)
    {
        int goals = RecordedShop.World().Books.Of(GoalKind.Synthetic, episode.Whole("worker_seed")).Count;
        (int from, int to) = episode.GetProperty("is_train").GetBoolean() ? (LastHeldOut, goals) : (0, LastHeldOut);
        var stream = new NumpyRandomState((uint)episode.Whole("seed"));
        int[] drawn = [];
        for (int batch = 0; batch <= episode.Whole("batch"); batch++)
            drawn = stream.ChooseDistinct(from, to, episode.Whole("env_num"));

        int group = episode.Whole("env_index") / episode.Whole("group_n");
        Assert.Equal(episode.Whole("worker_seed"), episode.Whole("seed") + group);
        return drawn[group];
    }
}
